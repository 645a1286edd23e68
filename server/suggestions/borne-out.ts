import type { SuggestionKind } from "#lib/schemas/suggestions.ts";
import { phonesSaid } from "#server/sync/index.ts";

import type { OwnMail } from "./mails.ts";

/** What a model says that a mail says. */
export interface Claim {
  /** Which one, from 1. */
  mail: number;
  kind: SuggestionKind;
  value: string;
  quote: string;
}

export interface Finding {
  mail: OwnMail;
  kind: SuggestionKind;
  /** As a contact would hold it: a number in E.164, a title, a company's name. */
  value: string;
  quote: string;
}

const spaced = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
const folded = (text: string): string => spaced(text).toLowerCase();
const valueMax = 100;

/** Of what a model claims that for which the mail has the very words: the quote stands in the mail, the value in the quote. */
export function borneOut(claims: readonly Claim[], mails: readonly OwnMail[]): Finding[] {
  return claims.flatMap(({ mail: number, kind, value: claimed, quote: given }) => {
    const mail = mails[number - 1];
    const quote = spaced(given);
    if (!mail || quote === "" || !folded(mail.text).includes(folded(quote))) return [];
    const value = kind === "phone" ? phoneIn(quote, claimed, mail.address) : wordsIn(quote, claimed);
    return value === null ? [] : [{ mail, kind, value, quote }];
  });
}

function wordsIn(quote: string, claimed: string): string | null {
  const value = spaced(claimed);
  const isSaid = value !== "" && value.length <= valueMax && folded(quote).includes(folded(value));
  return isSaid ? value : null;
}

function phoneIn(quote: string, claimed: string, address: string): string | null {
  const digits = claimed.replaceAll(/\D/g, "").replace(/^0+/, "");
  if (digits.length < 5) return null;
  return phonesSaid(quote, address).find((number) => number.endsWith(digits)) ?? null;
}
