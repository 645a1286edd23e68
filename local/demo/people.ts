import { company, companyKeys, type CompanyKey } from "./companies.ts";
import { peopleTable } from "./people-table.ts";

export type DemoLanguage = "en" | "sv" | "fr";

export type DemoPerson = {
  key: string;
  name: string;
  address: string;
  company: CompanyKey | null;
  /** Printed under the signature; empty for private people. */
  title: string;
  phone: string;
  /** Decides how a reply introduces what it quotes. */
  language: DemoLanguage;
  /** How this person's program writes replies: plain, with HTML beside it, or quoting below a header block. */
  mailer: "plain" | "html" | "outlook";
};

function parse(line: string): DemoPerson {
  const cells = line.split("|").map((cell) => cell.trim());
  const [key = "", name = "", address = "", companyKey = "-", title = "", language = "en"] = cells;
  const employer = companyKey === "-" ? null : companyOf(companyKey);
  return {
    key,
    name,
    address: employer === null ? address : `${address}@${company(employer).domain}`,
    company: employer,
    title,
    phone: cells[7] ?? "",
    language: language === "sv" || language === "fr" ? language : "en",
    mailer: cells[6] === "html" || cells[6] === "outlook" ? cells[6] : "plain",
  };
}

function companyOf(key: string): CompanyKey {
  const found = companyKeys.find((known) => known === key);
  if (found === undefined) throw new Error(`No company "${key}" in local/demo/companies.ts.`);
  return found;
}

export const people: readonly DemoPerson[] = peopleTable.trim().split("\n").map(parse);

const byKey = new Map(people.map((person) => [person.key, person]));

export function person(key: string): DemoPerson {
  const found = byKey.get(key);
  if (found === undefined) throw new Error(`No person "${key}" in local/demo/people.ts.`);
  return found;
}

/** Whose mailbox it is. */
export const owner = person("ada");

/** The short address that the owner also answers from. */
export const ownerAlias = `ada@${company("own").domain}`;
