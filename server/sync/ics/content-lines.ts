import { isUtf8 } from "node:buffer";

import ICAL from "ical.js";

import { decodeUtf8OrWestern } from "../mail/decode-bytes.ts";

/** One property, as RFC 7265 (jCal) has it. */
export interface Property {
  name: string;
  params: Readonly<Record<string, string>>;
  type: string;
  values: readonly string[];
  /** As it stands in the file, unfolded. */
  line: string;
}

const linesMax = 5_000;
const lineMax = 300_000;
const nested = /^(BEGIN|END):/i;

/** The unfolded lines of a component, without those of what is inside it. Some programs fold in the middle of a character. */
export function contentLines(raw: Buffer): string[] {
  const text = isUtf8(raw)
    ? unfold(raw.toString("utf8"))
    : decodeUtf8OrWestern(Buffer.from(unfold(raw.toString("latin1")), "latin1"));
  const lines: string[] = [];
  let depth = 0;
  for (const line of text.split(/\r?\n/, linesMax)) {
    const [, verb] = nested.exec(line) ?? [];
    if (verb === undefined) {
      if (depth <= 1 && line !== "" && line.length <= lineMax) lines.push(line);
    } else depth += verb.toUpperCase() === "BEGIN" ? 1 : -1;
  }
  return lines;
}

const unfold = (text: string): string => text.replaceAll(/\r?\n[ \t]/g, "");

/** The properties that bear one of these names. A line that cannot be read is passed over: the others still say something. */
export function propertiesOf(lines: readonly string[], names: ReadonlySet<string>): Property[] {
  return lines.flatMap((line) => {
    const name = /^[A-Za-z0-9-]+/.exec(line)?.[0].toLowerCase() ?? "";
    if (!names.has(name)) return [];
    const property = readProperty(line);
    return property ? [property] : [];
  });
}

function readProperty(line: string): Property | null {
  try {
    // ical.js answers [name, params, type, ...values]; its declaration says only "object".
    const [name, params, type, ...values] = ICAL.parse.property(line) as unknown as [
      string,
      Record<string, string | string[]>,
      string,
      ...unknown[],
    ];
    return {
      name,
      params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)])),
      type,
      values: values.map(textOf),
      line,
    };
  } catch {
    return salvaged(line);
  }
}

/** A period is a pair; a rule has no text of its own, its line says it. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join("/");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** A quote that was never closed costs the parameters, not the person. */
function salvaged(line: string): Property | null {
  const [, name, address] = /^(ATTENDEE|ORGANIZER)\b.*[:"](mailto:[^\s"]+)$/i.exec(line) ?? [];
  if (name === undefined || address === undefined) return null;
  return { name: name.toLowerCase(), params: {}, type: "cal-address", values: [address], line };
}
