import type { FieldErrors } from "../errors.ts";

/** Fields that people call by another name than the input does. */
const names: Record<string, string> = {
  displayName: "Name",
  email: "E-mail",
  emails: "E-mail",
  phones: "Phone",
};

/**
 * What is wrong with an input, in a sentence for people: "E-mail: Not an e-mail address." Of several fields the first;
 * the words alone where they are about the input as a whole.
 */
export function refusedFieldWords(fields: FieldErrors): string {
  const [first] = Object.entries(fields);
  if (!first) return "Please check what was entered.";
  const [path, words] = first;
  const name = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? "input";
  return name === "input" ? words : `${names[name] ?? plain(name)}: ${words}`;
}

function plain(name: string): string {
  const words = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replace(/ (at|ids?)$/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Why the one field that was edited is refused: its words without its name, which stands beside them. */
export const ofOneField = ({ message, fields }: { message: string; fields?: FieldErrors }): string =>
  Object.values(fields ?? {})[0] ?? message;
