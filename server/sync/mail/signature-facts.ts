import { findPhoneNumbersInText, isSupportedCountry } from "libphonenumber-js/max";

import { cleanLine } from "./clean-text.ts";
import { companyDomain } from "./domains.ts";
import type { Address } from "./types.ts";

export interface SignatureFact {
  kind: "phone" | "title" | "company";
  /** A number in E.164, a title, a company's name. */
  value: string;
  /** The line that says so. */
  quote: string;
}

const linesMax = 12;
const lineMax = 160;
const phonesMax = 3;
const valueMax = 100;
const numberShape = /(?:\d[\s().\-/–]*){7}/;
const fax = /\bfax\b|\btelefax\b|^\s*f\s*[:.]|[[(]f(?:ax)?[\])]/i;

/** Words that name what somebody does, in the languages of our users. */
// prettier-ignore
const titleWords = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[
  "C[EFTOMIPR]O", "chief [a-z]+ officer", "managing director", "director", "head of [\\p{L} ]+", "vice president", "VP", "president",
  "(?:co-?)?founder", "owner", "partner", "principal", "manager", "engineer", "developer", "designer", "consultant", "analyst",
  "architect", "scientist", "researcher", "professor", "lecturer", "editor", "recruiter", "account executive", "counsel", "attorney",
  "Geschäftsführer(?:in)?", "Inhaber(?:in)?", "Prokurist(?:in)?", "Leiter(?:in)?", "\\p{L}*leitung", "Vorstand", "Berater(?:in)?",
  "Entwickler(?:in)?", "Ingenieur(?:in)?", "Referent(?:in)?", "Rechtsanw[aä]lt(?:in)?", "\\p{L}*manager(?:in)?",
  "directeur", "directrice", "responsable [\\p{L} ]+", "ingénieure?", "gérante?", "président(?:e)?", "consultante?",
  "directora?", "gerente", "ingenier[oa]", "jef[ea] de [\\p{L} ]+", "abogad[oa]", "direttore", "direttrice", "responsabile [\\p{L} ]+",
  "amministratore delegato", "diretora?", "engenheir[oa]", "kierownik", "dyrektor", "prezes",
].join("|")})(?![\\p{L}\\p{N}])`, "iu");

// prettier-ignore
const legalForm = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[
  "GmbH(?: & Co\\.? KG)?", "AG", "KG", "UG", "e\\.V\\.", "Ltd\\.?", "Limited", "LLC", "LLP", "Inc\\.?", "Corp\\.?", "PLC", "Pty",
  "S\\.?A\\.?S?\\.?", "SARL", "S\\.?r\\.?l\\.?", "S\\.?p\\.?A\\.?", "S\\.L\\.", "Lda\\.?", "B\\.?V\\.?", "N\\.?V\\.?", "Oy", "AB", "A/S", "ApS",
  "sp\\. z o\\.o\\.", "s\\.r\\.o\\.", "K\\.K\\.",
].join("|")})(?![\\p{L}\\p{N}])`, "u");

/**
 * What a signature says of whoever signed: only where their name stands in it, and only what can hardly be anything else.
 * Rather nothing than something wrong. Linear in the length of the lines that are looked at.
 */
export function signatureFacts(signature: string, sender: Address): SignatureFact[] {
  const lines = linesOf(signature);
  const nameAt = lines.findIndex((line) => namesSender(line, sender));
  if (nameAt < 0) return [];
  const facts: SignatureFact[] = [];
  const add = (kind: SignatureFact["kind"], text: string, quote: string) => {
    const value = cleanLine(text.replace(/^[\s|,·•–-]+|[\s|,·•–-]+$/g, ""), valueMax);
    if (value !== "" && !facts.some((fact) => fact.kind === kind && fact.value === value))
      facts.push({ kind, value, quote });
  };
  const country = countryOf(sender.address);
  lines.forEach((line, index) => {
    for (const phone of phonesOf(line, country)) {
      if (facts.filter((fact) => fact.kind === "phone").length < phonesMax) add("phone", phone, line);
    }
    if (index < nameAt || index > nameAt + 3 || sentence.test(line)) return;
    const rest = index === nameAt ? afterName(line, sender) : line;
    for (const part of rest.split(/\s*[|·•]\s*|,\s+|\s+(?:at|bei|chez)\s+|\s+@\s+/iu)) {
      if (isCompany(part, sender.address)) add("company", part, line);
      else if (isTitle(part)) add("title", part, line);
    }
  });
  const first = (kind: SignatureFact["kind"]) => facts.filter((fact) => fact.kind === kind).slice(0, 1);
  return [...facts.filter((fact) => fact.kind === "phone"), ...first("title"), ...first("company")];
}

function linesOf(signature: string): string[] {
  const lines: string[] = [];
  for (const raw of signature.split("\n", 3 * linesMax)) {
    // Below a rule stands what a list or a mail service adds.
    if (/^(?:_{10,}|-{10,})/.test(raw)) break;
    const line = cleanLine(raw, lineMax + 1);
    if (line === "" || /^--$/.test(line) || line.length > lineMax) continue;
    lines.push(line);
    if (lines.length === linesMax) break;
  }
  return lines;
}

/** Their first and last word both, so that a colleague's or an assistant's signature is not taken for theirs. */
function namesSender(line: string, { name }: Address): boolean {
  const words = wordsOf(name);
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || words.length < 2) return false;
  const present = new Set(wordsOf(line));
  return present.has(first) && present.has(last) && line.length <= 80;
}

/** What stands behind a name without being what somebody does. */
const afterNames = /^(?:[\s,]*(?:jr|sr|phd|ph\.d|md|msc|mba|esq)\b\.?)+/i;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}'’-]+/gu) ?? [];

function afterName(line: string, { name }: Address): string {
  const last = wordsOf(name).at(-1) ?? "";
  const at = line.toLowerCase().lastIndexOf(last);
  return at < 0 ? "" : line.slice(at + last.length).replace(afterNames, "");
}

function phonesOf(line: string, country: ReturnType<typeof countryOf>): string[] {
  if (fax.test(line) || !numberShape.test(line)) return [];
  // A national number counts where a word says that it is one.
  const isSaid =
    /\b(?:t|tel|telefon|phone|m|mob|mobile?|mobil|handy|cell|d|direct|t[ée]l[ée]fono)\b|[☎📞📱]/iu.test(line);
  const found = findPhoneNumbersInText(line, isSaid && country ? { defaultCountry: country } : {});
  return found.filter(({ number }) => number.isValid()).map(({ number }) => number.number);
}

/** The numbers that a text of theirs says, in E.164; a national one by the country of their address. */
export function phonesSaid(text: string, address: string): string[] {
  const country = countryOf(address);
  return findPhoneNumbersInText(text, country ? { defaultCountry: country } : {})
    .filter(({ number }) => number.isValid())
    .map(({ number }) => number.number);
}

/** Of a national top-level domain. */
function countryOf(address: string) {
  const ending = address.slice(address.lastIndexOf(".") + 1).toUpperCase();
  const code = ending === "UK" ? "GB" : ending;
  return isSupportedCountry(code) ? code : null;
}

/** Prose: it ends like a sentence, or says who does what. */
const sentence =
  /[^.]{20,}[!?]$|[a-z]{2}\.$|\b(?:I|we|you|he|she|they|the|is|was|are|ich|wir|der|die|nous|vous)\b/;

/** A few words without anything that belongs to an address, a number or a sentence. */
const isLabel = (text: string): boolean =>
  text.length <= 80 &&
  !/[\d@:!?]|https?|www\./i.test(text) &&
  text.split(/\s+/).length <= 8 &&
  !/[a-z]\.$/.test(text);

const isTitle = (part: string): boolean =>
  isLabel(part) && /^\p{Lu}/u.test(part.trim()) && titleWords.test(part);

function isCompany(part: string, address: string): boolean {
  if (part.length > 80 || /[@]|https?|www\.|\d{3}/i.test(part) || part.split(/\s+/).length > 8) return false;
  if (legalForm.test(part) && part.trim().split(/\s+/).length > 1) return true;
  const label = companyDomain(address)?.split(".")[0]?.replaceAll("-", "");
  const compact = part.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  return label !== undefined && label.length >= 4 && compact === label && /\p{Lu}/u.test(part);
}
