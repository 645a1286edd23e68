import { instantOf, localOf } from "#lib/format/local-time.ts";
import type { ProposalField } from "#lib/schemas/proposals.ts";

/** A stored value as its form control holds it. Times are by the clocks of the zone, without seconds. */
export function toControl({ kind }: ProposalField, value: unknown, timeZone: string): string {
  if (value === null || value === undefined) return "";
  if (kind === "instant" && typeof value === "string")
    return Number.isNaN(Date.parse(value)) ? "" : localOf(value, timeZone);
  if (kind === "flag") return value === true ? "yes" : "";
  if (Array.isArray(value)) return value.map(String).join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** What a form control holds as the call wants it; null where it is empty. */
export function fromControl({ kind, required }: ProposalField, text: string, timeZone: string): unknown {
  const trimmed = text.trim();
  if (kind === "flag") return text === "yes";
  if (kind === "list")
    return trimmed === ""
      ? []
      : trimmed
          .split(/[,;\n]+/)
          .map((part) => part.trim())
          .filter(Boolean);
  if (trimmed === "") return required ? "" : null;
  if (kind === "number") return Number(trimmed);
  if (kind === "instant") return instantOf(trimmed, timeZone);
  return text;
}
