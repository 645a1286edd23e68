/** A condition over the table messages as m, with its values in order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

const hasLabel =
  "exists (select 1 from message_labels l where l.email = m.email and l.message_id = m.id and l.label_id = ?)";
const label = (id: string): Condition => ({ sql: hasLabel, values: [id] });
const contains = (column: string, value: string): Condition => ({
  sql: `instr(lower(${column}), ?) > 0`,
  values: [value.toLowerCase()],
});

const places: Readonly<Record<string, string>> = {
  inbox: "INBOX",
  sent: "SENT",
  spam: "SPAM",
  trash: "TRASH",
  draft: "DRAFT",
  drafts: "DRAFT",
  unread: "UNREAD",
  starred: "STARRED",
  important: "IMPORTANT",
};

/** Gmail's search, as far as a client of ours goes: all terms together, each may be turned round by a minus. */
export function parseQuery(query: string): { conditions: Condition[]; coversSpamAndTrash: boolean } {
  const terms = query.match(/-?(?:[a-z][a-z_0-9]*:)?(?:"[^"]*"|\{[^}]*\}|\([^)]*\)|[^\s"(){}]+)/gi) ?? [];
  let coversSpamAndTrash = false;
  const conditions = terms.flatMap((term) => {
    const isNegated = term.startsWith("-");
    const [, name = "", quoted = ""] = /^-?(?:([a-z][a-z_0-9]*):)?(.*)$/is.exec(term) ?? [];
    const value = quoted.replaceAll(/^["({]|[")}]$/g, "");
    if (value === "") return [];
    if (name === "" && /^[({].*[)}]$/.test(quoted)) return [grouped(quoted, isNegated)];
    if (!isNegated && name === "in" && ["spam", "trash", "anywhere"].includes(value.toLowerCase())) {
      coversSpamAndTrash = true;
    }
    const condition = conditionOf(name.toLowerCase(), value);
    if (condition === null) return [];
    return isNegated ? [{ sql: `not (${condition.sql})`, values: condition.values }] : [condition];
  });
  return { conditions, coversSpamAndTrash };
}

/** (all of these) or {one of these}. */
function grouped(group: string, isNegated: boolean): Condition {
  const { conditions } = parseQuery(group.slice(1, -1));
  const joined = conditions.map(({ sql }) => `(${sql})`).join(group.startsWith("{") ? " or " : " and ");
  const sql = joined === "" ? "1 = 1" : joined;
  return { sql: isNegated ? `not (${sql})` : sql, values: conditions.flatMap(({ values }) => values) };
}

function conditionOf(name: string, value: string): Condition | null {
  const lower = value.toLowerCase();
  switch (name) {
    case "in":
    case "label":
      return lower === "anywhere" ? null : label(places[lower] ?? value);
    case "is":
      return lower === "read"
        ? { sql: `not ${hasLabel}`, values: ["UNREAD"] }
        : label(places[lower] ?? value.toUpperCase());
    case "category":
      return label(`CATEGORY_${lower === "primary" ? "PERSONAL" : lower.toUpperCase()}`);
    case "from":
      return contains("m.sender", value);
    case "to":
    case "cc":
    case "bcc":
      return contains("m.recipients", value);
    case "subject":
      return contains("m.subject", value);
    case "rfc822msgid":
      return { sql: "m.message_id = ?", values: [value.replaceAll(/[<>]/g, "")] };
    case "has":
      return lower === "attachment" ? { sql: "m.has_attachment = 1", values: [] } : null;
    case "after":
    case "newer":
      return { sql: "m.internal_date >= ?", values: [momentOf(value)] };
    case "before":
    case "older":
      return { sql: "m.internal_date < ?", values: [momentOf(value)] };
    case "newer_than":
      return { sql: "m.internal_date >= ?", values: [Date.now() - spanOf(value)] };
    case "older_than":
      return { sql: "m.internal_date < ?", values: [Date.now() - spanOf(value)] };
    default:
      return {
        sql: "instr(lower(m.subject || ' ' || m.sender || ' ' || m.recipients || ' ' || m.snippet), ?) > 0",
        values: [name === "" ? lower : `${name}:${lower}`],
      };
  }
}

// Seconds since 1970, or a day as 2026/11/20.
function momentOf(value: string): number {
  if (/^\d{8,}$/.test(value)) return Number(value) * 1_000;
  const [year = "", month = "1", day = "1"] = value.split(/[/-]/);
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) || 0;
}

function spanOf(value: string): number {
  const days = { d: 1, m: 30, y: 365 }[value.slice(-1).toLowerCase()] ?? 1;
  return Number.parseInt(value, 10) * days * 86_400_000 || 0;
}
