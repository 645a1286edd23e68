import type { ProposalField } from "#lib/schemas/proposals.ts";

/** A stored value as its form control holds it. Times are in the browser's zone, without seconds. */
export function toControl({ kind }: ProposalField, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (kind === "instant" && typeof value === "string") return localMinute(value);
  if (kind === "flag") return value === true ? "yes" : "";
  if (Array.isArray(value)) return value.map(String).join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** What a form control holds as the call wants it; null where it is empty. */
export function fromControl({ kind, required }: ProposalField, text: string): unknown {
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
  if (kind === "instant") {
    const at = new Date(trimmed);
    return Number.isNaN(at.getTime()) ? trimmed : at.toISOString();
  }
  return text;
}

function localMinute(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
