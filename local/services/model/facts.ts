interface Fact {
  mail: number;
  kind: "phone" | "title" | "company";
  value: string;
  quote: string;
}

const phoneWords =
  /\b(?:number|mobile|cell|phone|call|reach|direct|tel|nummer|mobil|handy|telefon|num[ée]ro|portable|joindre)\b/i;
const phone = /\+?\d[\d ()/.-]{6,}\d/;
const work =
  /\bI(?:['’]m| am) now (?:the |an? )?(?<title>\p{L}[\p{L} -]{2,40}?) (?:at|of) (?<company>\p{Lu}[\p{L}&. -]{1,40}?)(?=[,;!?]|\.?$)/u;
const joined =
  /\bI(?:['’]ve| have)? joined (?<company>\p{Lu}[\p{L}&. -]{1,40}?) as (?:the |an? |their )?(?<title>\p{L}[\p{L} -]{2,40}?)(?=[,;!?]|\.?$)/u;

/** What the mails of a request for facts say of their writer, in a few turns of phrase that a demo model knows; as JSON. */
export function factsOf(mails: string): string {
  const facts: Fact[] = [];
  const add = (fact: Fact) => {
    if (!facts.some(({ kind }) => kind === fact.kind)) facts.push(fact);
  };
  for (const [, number, lines = ""] of mails.matchAll(/^Mail (\d+), of [^\n]*:\n((?:> ?.*\n?)+)/gm)) {
    const mail = Number(number);
    // What stands below the rule is their signature, and read by rules.
    const [words = ""] = lines.replaceAll(/^> ?/gm, "").split(/^-- ?$/m);
    for (const quote of words.split(/(?<=[.!?])\s+|\n+/).map((sentence) => sentence.trim())) {
      const said = phoneWords.test(quote) ? phone.exec(quote)?.[0] : undefined;
      if (said) add({ mail, kind: "phone", value: said.trim(), quote });
      const { title, company } = (work.exec(quote) ?? joined.exec(quote))?.groups ?? {};
      if (title) add({ mail, kind: "title", value: title, quote });
      if (company) add({ mail, kind: "company", value: company, quote });
    }
  }
  return JSON.stringify({ facts });
}
