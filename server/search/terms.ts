import { type SQL, sql } from "drizzle-orm";

/** What parts the words of an address, and the same number of spaces. */
const separators = "@.-_+/,'\"()";
const spaces = " ".repeat(separators.length);

/** Worse than any rank that rankOf gives to what matches. */
export const unmatched = 5;

/** What a query looks for: texts that stand for themselves inside a pattern of LIKE. */
export interface Terms {
  phrase: string;
  /** The phrase with spaces where the words of an address part; empty when nothing else is in it. */
  spaced: string;
  /** All of them must occur, in any order. */
  words: string[];
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, "\\$&");

export function termsOf(query: string): Terms {
  const words = query.split(/\s+/).filter((word) => word !== "");
  const spaced = Array.from(query, (character) => (separators.includes(character) ? " " : character));
  return {
    phrase: escapeLike(words.join(" ")),
    spaced: escapeLike(spaced.join("").trim()),
    words: [...new Set(words)].map(escapeLike),
  };
}

// The database lower-cases both sides, so that they agree also where JavaScript would differ (İ, final ς).
const like = (text: SQL, pattern: string): SQL => sql`${text} like lower(${pattern})`;

/** True where the lower-case `text` holds every word. */
export const holdsAll = (text: SQL, { words }: Terms): SQL =>
  sql.join(
    words.map((word) => like(text, `%${word}%`)),
    sql` and `,
  );

/** How well the lower-case `text` fits: 0 exact, 1 prefix, 2 start of a word, 3 anywhere, 4 scattered words. */
export function rankOf(text: SQL, terms: Terms): SQL {
  const parted = sql`' ' || translate(${text}, ${separators}, ${spaces})`;
  return sql`case
    when ${like(text, terms.phrase)} then 0
    when ${like(text, `${terms.phrase}%`)} then 1
    ${terms.spaced === "" ? sql`` : sql`when ${like(parted, `% ${terms.spaced}%`)} then 2`}
    when ${like(text, `%${terms.phrase}%`)} then 3
    when ${holdsAll(text, terms)} then 4
    else ${unmatched} end`;
}
