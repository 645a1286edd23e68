import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "./quote.ts";

/** Kinds with the first line of each segment. */
const shape = (text: string, options?: { isReply?: boolean }): string[] =>
  splitText(text, options).segments.map(
    (segment) => `${segment.kind}: ${segment.text.trim().split("\n")[0] ?? ""}`,
  );

describe("splitText", () => {
  it("reads a reply above the quote", () => {
    const parts = splitText(
      "It works.\n\nAda\n\nOn Mon, 3 Jun 2024 at 10:11, Grace Hopper <grace@navy.example> wrote:\n\n> Does it?\n>\n> Grace\n",
    );
    expect(parts.newText).toBe("It works.\n\nAda");
    expect(parts.quotedText).toBe(
      "On Mon, 3 Jun 2024 at 10:11, Grace Hopper <grace@navy.example> wrote:\n\n> Does it?\n>\n> Grace",
    );
  });

  it("reads a reply below the quote", () => {
    expect(shape("Grace wrote:\n> Does it?\n\nIt does.\n-- \nAda\n")).toEqual([
      "quote: Grace wrote:",
      "own: It does.",
      "signature: -- ",
    ]);
  });

  it("reads answers between the lines", () => {
    const text = "Am 03.06.24 um 10:11 schrieb Grace:\n> Geht es?\n\nJa.\n\n> Und schnell?\n\nSehr.\n";
    expect(shape(text)).toEqual([
      "quote: Am 03.06.24 um 10:11 schrieb Grace:",
      "own: Ja.",
      "quote: > Und schnell?",
      "own: Sehr.",
    ]);
    expect(splitText(text).newText).toBe("Ja.\n\nSehr.");
  });

  it.each([
    "On Mon, 3 Jun 2024 at 10:11, Grace Hopper\n<grace@navy.example> wrote:",
    "Am Montag, 3. Juni 2024 schrieb Grace Hopper <grace@navy.example>:",
    "Le lun. 3 juin 2024 à 10:11, Grace Hopper <grace@navy.example> a\nécrit :",
    "El lun, 3 jun 2024 a las 10:11, Grace (<grace@navy.example>) escribió:",
    "Il giorno lun 3 giu 2024 alle ore 10:11 Grace <grace@navy.example> ha scritto:",
    "Em seg., 3 de jun. de 2024 às 10:11, Grace <grace@navy.example> escreveu:",
    "Op ma 3 jun. 2024 om 10:11 schreef Grace <grace@navy.example>:",
    "Den mån 3 juni 2024 kl 10:11 skrev Grace <grace@navy.example>:",
    "ma 3. kesäk. 2024 klo 10.11 Grace (grace@navy.example) kirjoitti:",
    "pon., 3 cze 2024 o 10:11 Grace <grace@navy.example> napisał(a):",
    "пн, 3 июн. 2024 г. в 10:11, Grace <grace@navy.example>:",
    "3 июня 2024, 10:11, Grace написал:",
    "在 2024年6月3日 10:11，Grace 写道：",
    "2024年6月3日(月) 10:11 Grace <grace@navy.example>のメッセージ:",
    "2024년 6월 3일 (월) 오전 10:11, Grace <grace@navy.example>님이 작성:",
    "3 Haz 2024 Pzt 10:11 tarihinde Grace <grace@navy.example> şunu yazdı:",
    "2013/6/3 Grace Hopper <grace@navy.example>",
    "Quoting Grace Hopper <grace@navy.example>:",
    '>>>>> "Grace" == Grace Hopper writes:',
    "At 10:11 AM 6/3/2024, you wrote:",
  ])("knows who is quoted: %s", (attribution) => {
    const parts = splitText(`Yes.\n\n${attribution}\n> Does it?\n`);
    expect(parts.newText).toBe("Yes.");
    expect(parts.quotedText).toBe(`${attribution}\n> Does it?`);
  });

  it.each([
    "-----Original Message-----\nFrom: Grace\nSent: Monday\n\nDoes it?",
    "-----Ursprüngliche Nachricht-----\nVon: Grace\n\nGeht es?",
    "________________________________\nFrom: Grace Hopper <grace@navy.example>\nSent: Monday, June 3, 2024 10:11\nTo: Ada\nSubject: RE: The engine\n\nDoes it?",
    "Von: Grace Hopper\nGesendet: Montag, 3. Juni 2024 10:11\nAn: Ada\nBetreff: AW: Maschine\n\nGeht es?",
    "De : Grace Hopper\nEnvoyé : lundi 3 juin 2024 10:11\nÀ : Ada\nObjet : Machine\n\nMarche-t-elle ?",
    "*From:* Grace\n*Date:* Monday\n*To:* Ada\n*Subject:* x\n\nDoes it?",
    "---------- Forwarded message ---------\nFrom: Grace\n\nDoes it?",
    "Begin forwarded message:\n\nFrom: Grace\n\nDoes it?",
    "On Mon, Jun 3, 2024 at 10:11 AM Grace Hopper <grace@navy.example>\nwrote:\n\nDoes it?\nGrace",
  ])("takes all below for quoted: %j", (quoted) => {
    const parts = splitText(`Yes.\n\n${quoted}\n`);
    expect(parts.newText).toBe("Yes.");
    expect(parts.quotedText).toBe(quoted);
  });

  it("keeps own words that only look like a quote's beginning", () => {
    expect(shape("From: my point of view\nit works.\n")).toEqual(["own: From: my point of view"]);
    expect(shape("As Grace wrote:\n\nit works.\n")).toEqual(["own: As Grace wrote:"]);
    expect(shape("On Mon, 3 Jun 2024 Grace wrote:\n\nI answer without quoting.\n")).toHaveLength(1);
    expect(shape("a\n>= b\n")).toEqual(["own: a"]);
  });

  it("takes prompts of a console for own words in a first mail", () => {
    const text = "I typed\n> x <- 1\nand it broke.\n";
    expect(shape(text, { isReply: false })).toEqual(["own: I typed"]);
    expect(shape(text)).toHaveLength(3);
    expect(shape("Grace wrote:\n> x\n\n> y\n", { isReply: false })).toEqual(["quote: Grace wrote:"]);
  });

  it.each([
    "-- \nAda Byron\nAnalytical Engines",
    "--\nAda",
    "Sent from my iPhone",
    "Von meinem iPhone gesendet",
    "Envoyé de mon iPhone",
    "Get Outlook for iOS",
    "______________________________________________\nengines@lists.example mailing list\nhttps://lists.example/listinfo/engines\nPLEASE be kind\nto each other\nand to engines",
    "____________________________________________________________\nFREE ENGINES - see https://shop.example",
  ])("sets a signature apart: %j", (signature) => {
    const parts = splitText(`It works.\n\n${signature}\n\nOn Mon, 3 Jun 2024, Grace wrote:\n> Does it?\n`);
    expect(parts).toMatchObject({ newText: "It works.", signature });
  });

  it("takes no long passage below two hyphens for a signature", () => {
    expect(splitText(`One.\n--\n${"Two.\n".repeat(60)}`).signature).toBe("");
  });

  it("loses nothing, whatever the text", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "",
        " ",
        "> a",
        ">> b",
        "On Mon, 3 Jun 2024, Ada wrote:",
        "wrote:",
        "-- ",
        "--",
        "Sent from my iPhone",
        "-----Original Message-----",
        "From: Ada",
        "Sent: today",
        "To: you",
        "\r",
        "_".repeat(30),
        "\u2028",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, fc.boolean(), (original, isReply) => {
        const parts = splitText(original, { isReply });
        expect(parts.segments.map((segment) => segment.text).join("")).toBe(original);
        for (const [index, segment] of parts.segments.entries())
          expect(segment.kind).not.toBe(parts.segments[index + 1]?.kind);
        const words = (value: string): string => value.replaceAll(/\s/g, "");
        const kept = [parts.newText, parts.quotedText, parts.signature].map(words).join("");
        expect(kept).toHaveLength(words(original).length);
      }),
      { numRuns: 500 },
    );
  });
});
