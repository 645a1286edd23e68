import type { DemoAttendee } from "../types.ts";

export type Invited = { key: string; response: DemoAttendee["responseStatus"] };

export type EventRow = {
  key: string;
  summary: string;
  when: string;
  /** Minutes, or days where the event is a whole-day one. */
  length: number;
  organiser: string;
  invited: Invited[];
  place: string;
  zone: string | null;
  rule: string | null;
  flags: Set<string>;
  description: string;
};

export type ExceptionRow = { series: string; day: string; movedTo: string | null };

const responses: Record<string, Invited["response"]> = {
  "?": "needsAction",
  "-": "declined",
  "~": "tentative",
};

function invitedOf(cell: string): Invited {
  const mark = responses[cell.slice(-1)];
  if (mark === undefined) return { key: cell, response: "accepted" };
  return { key: cell.slice(0, -1), response: mark };
}

function parseEvent(cells: string[]): EventRow {
  const [key = "", summary = "", when = "", length = "", who = "", place = ""] = cells;
  const names = who.split(",").map((name) => name.trim());
  const options = (cells[6] ?? "").replace(/;\s+/g, "\n").split("\n");
  const option = (name: string) =>
    options.find((text) => text.startsWith(`${name}:`))?.slice(name.length + 1) ?? null;
  return {
    key,
    summary,
    when: when.replace("w-0", "w0"),
    length: Number(length),
    organiser: names[0] ?? "",
    invited: names.map(invitedOf),
    place,
    zone: option("zone"),
    rule: option("rrule"),
    flags: new Set(options.filter((text) => text !== "" && !text.includes(":"))),
    description: cells[7] ?? "",
  };
}

export function parseRows(table: string): { events: EventRow[]; exceptions: ExceptionRow[] } {
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const isException = ([first = ""]: string[]) => first.startsWith("!");
  return {
    events: rows.filter((cells) => !isException(cells)).map(parseEvent),
    exceptions: rows.filter(isException).map(([series = "", day = "", , movedTo]) => ({
      series: series.slice(1),
      day,
      movedTo: movedTo ?? null,
    })),
  };
}
