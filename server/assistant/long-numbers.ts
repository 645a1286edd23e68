const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const month = String.raw`(?:0?[1-9]|1[0-2])`;
const year = String.raw`(?:19|20)\d\d`;

/** Dates and times of day, months, seasons, and ids of ours: digits that pay nobody and call nobody. */
const harmless = new RegExp(
  [
    String.raw`[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`,
    String.raw`${year}-${month}-${day}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?`,
    String.raw`${day}([./-])(?:${month})\1(?:${year}|\d\d)`,
    String.raw`${month}/${day}/(?:${year}|\d\d)`,
    String.raw`${year}[-/](?:${month}|${year}|\d\d)`,
    String.raw`\d{1,2}:\d{2}(?::\d{2})?`,
  ]
    .map((one) => String.raw`(?<![\p{L}\d])${one}(?![\p{L}\d]|[./-]\d)`)
    .join("|"),
  "giu",
);

/** What people write between the digits of one number. */
const gap = String.raw`[\s.,/()'’-]{0,3}`;
const idLength = 36;
const digitsMin = 6;
const digitsMax = 40;
const run = /(?:(?<![\p{L}\d])[a-z]{2})?\d(?:[\s.,/()'’-]?\d){5,}/giu;

// No gap in a number is as wide.
const between = "\n\n\n\n";

export const withoutDates = (text: string): string =>
  text.replace(harmless, (one) => (one.length === idLength ? one : between));

/** The numbers of six digits or more in a text, in groups or not, as they stand there. Dates and times are none. */
export const longNumbersIn = (text: string): string[] => text.replace(harmless, between).match(run) ?? [];

export const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** Finds letters and digits in a text in small letters, however they are grouped there. */
export function inGroups(value: string): RegExp {
  const said = [...value.toLowerCase().replace(/[^\p{L}\d]/gu, "")].slice(0, digitsMax).join(gap);
  return new RegExp(`(?<!${/^\d/.test(said) ? "" : String.raw`\p{L}|`}\\d)${said}(?!\\d)`, "u");
}

/** A number by itself, and what it may be made of: two that stand side by side look like one. The longest comes first. */
export function partsOf(number: string): string[] {
  const groups = (number.match(/\d+/g) ?? []).slice(0, 8);
  return groups
    .flatMap((_, size) =>
      Array.from({ length: size + 1 }, (_one, from) =>
        groups.slice(from, from + groups.length - size).join(""),
      ),
    )
    .filter((digits) => digits.length >= digitsMin);
}
