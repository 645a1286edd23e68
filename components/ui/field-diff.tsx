import { formatDateTime } from "#lib/format/time.ts";
import { formatNumber } from "#lib/format/number.ts";

import { cn } from "./cn.ts";
import { useTimeZone } from "./time-zone.tsx";

export interface FieldChange {
  /** As people call it; a field's own name is turned into words. */
  field: string;
  old: unknown;
  new: unknown;
}

interface FieldDiffProps {
  changes: readonly FieldChange[];
  /** Read out before it. */
  label?: string;
  className?: string;
}

/** What a change does, field by field: what was, and what comes in its place. Of what is new only that. */
export function FieldDiff({ changes, label = "What changes", className }: FieldDiffProps) {
  const isNew = changes.every(({ old }) => valueWords(old) === null);
  return (
    <table
      aria-label={label}
      className={cn("w-full table-fixed border-separate border-spacing-0", className)}
    >
      {/* The head is not seen, and gives the columns no width. */}
      <colgroup>
        <col className="w-[26%]" />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Field</th>
          {!isNew && <th scope="col">Before</th>}
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field} className="group align-top">
            <th
              scope="row"
              className="border-b border-border py-1.5 pr-2 text-left font-normal text-text-muted group-last:border-b-0"
            >
              {fieldWords(change.field)}
            </th>
            {!isNew && <Value value={change.old} tone="old" />}
            <Value value={change.new} tone="new" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value, tone }: { value: unknown; tone: "old" | "new" }) {
  const text = valueWords(value, useTimeZone());
  const style = "border-b border-border px-2 py-1.5 break-words whitespace-pre-wrap group-last:border-b-0";
  if (text === null) return <td className={cn(style, "text-text-muted")}>–</td>;
  return (
    <td className={cn(style, tone === "old" ? "text-text-muted" : "bg-accent-soft")}>
      {tone === "old" ? (
        <del className="decoration-1">{text}</del>
      ) : (
        <ins className="no-underline">{text}</ins>
      )}
    </td>
  );
}

/** "dueAt" and "due_at" give "Due", "contactId" gives "Contact", "inReplyToInteractionId" gives "In reply to". */
export function fieldWords(field: string): string {
  const words = field
    .replaceAll("_", " ")
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replace(/ (at|ids?)$/, "")
    .replace(/(?<=\bto) interaction$/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/;

/** Any stored value as people read it; null where there is none. Where no zone is named, times say that they are UTC's. */
export function valueWords(value: unknown, timeZone?: string): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "string") {
    if (!instant.test(value)) return value;
    return timeZone ? formatDateTime(value, timeZone) : `${formatDateTime(value, "UTC")} UTC`;
  }
  if (Array.isArray(value))
    return (
      value
        .map((one) => valueWords(one, timeZone))
        .filter(Boolean)
        .join(", ") || null
    );
  return JSON.stringify(value);
}
