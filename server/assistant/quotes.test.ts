import { expect, test } from "vitest";

import { type MailText, quoteFor as findQuote } from "./quotes.ts";

const href = "/inbox/018f0000-0000-7000-8000-000000000001";
const mail = `Dear Jo,

thank you for the call. Here is what we can do: twelve pieces come in May, the rest
in June. The price stays at 1,450 a piece, delivered.

Could you tell me whether your colleagues need the longer warranty?

Best regards`;
const mailOf = (text: string, more: Partial<MailText> = {}): MailText => ({
  ...{ text, by: null, at: null, isOwn: false },
  ...more,
});
const quoteFor = (answer: string, path: string, texts: readonly string[]) =>
  findQuote(
    answer,
    path,
    texts.map((text) => mailOf(text)),
  )?.text ?? null;
const linked = (words: string) => `${words} ([About looms](${href}))`;

test("the sentence that the claim rests on is found, also where a line breaks in it", () => {
  expect(quoteFor(linked("The price of each piece stays 1,450."), href, [mail])).toBe(
    "The price stays at 1,450 a piece, delivered.",
  );
  expect(quoteFor(linked("Twelve pieces arrive in May and the rest later."), href, [mail])).toBe(
    "Here is what we can do: twelve pieces come in May, the rest in June.",
  );
  expect(quoteFor(linked("- She asks if colleagues need a longer warranty"), href, ["Hi.", mail])).toMatch(
    /^Could you tell me whether your colleagues/,
  );
});

test("nothing is quoted where nothing fits, where the mail is not linked, or where the answer quotes it", () => {
  expect(quoteFor(linked("Ada is on holiday until Monday."), href, [mail])).toBeNull();
  expect(quoteFor("The price stays at 1,450 a piece.", href, [mail])).toBeNull();
  expect(
    quoteFor(linked('She says "the price stays at 1,450 a piece, delivered".'), href, [mail]),
  ).toBeNull();
  expect(quoteFor(linked("The price stays 1,450 a piece."), href, [])).toBeNull();
});

test("only what stands in the linked line counts, not what another line says or what the link is called", () => {
  const answer = `The price stays at 1,450 a piece.\n${linked("See here")}`;
  expect(quoteFor(answer, href, [mail])).toBeNull();
  expect(quoteFor(`See [price stays 1,450 piece](${href})`, href, [mail])).toBeNull();
});

test("of a thread without end its first thousand sentences are looked through", () => {
  const alike = Array.from({ length: 3_000 }, (_, index) => `The price stays at ${index} a piece.`).join(" ");
  expect(quoteFor(linked("It stays at a price of 77."), href, [alike])).toBe(
    "The price stays at 77 a piece.",
  );
  expect(quoteFor(linked("It stays at a price of 2077."), href, [alike])).not.toContain("2077");
});

test("a claim that something is not so finds the sentence that says so", () => {
  const both = "We do not accept that offer for the looms. Bea accepted the offer for the looms.";
  expect(quoteFor(linked("Ada does not accept the offer for the looms."), href, [both])).toMatch(
    /^We do not/,
  );
});

test("a sentence without end is told as far as it can be read", () => {
  const long = `The price stays as it was ${"and so on ".repeat(100)}.`;
  const quote = quoteFor(linked("The price stays as it was."), href, [long]);
  expect(quote).toHaveLength(300);
  expect(quote).toMatch(/…$/);
});

test("whose sentence it is comes with it, also where others repeat it below their own words", () => {
  const ada = mailOf("The price stays at 1,450 a piece.", {
    by: "Ada · ada@x.example",
    at: "2026-11-02T10:00:00Z",
  });
  const own = mailOf("That is too much for us, I fear. The price stays at 1,450 a piece.", {
    ...{ by: "Jo · jo@home.example", at: "2026-11-03T10:00:00Z", isOwn: true },
  });
  expect(findQuote(linked("The price stays 1,450 a piece."), href, [own, ada])).toEqual(ada);
  expect(findQuote(linked("You fear that it is too much."), href, [own, ada])).toEqual({
    ...{ text: "That is too much for us, I fear.", by: "Jo · jo@home.example" },
    ...{ at: "2026-11-03T10:00:00Z", isOwn: true },
  });
});
