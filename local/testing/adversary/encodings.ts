/** Ways of writing an order so that a filter overlooks it and a model may still read it, and each way back. */
export interface Encoding {
  name: string;
  encode: (text: string) => string;
  /** What the text may have said before it was encoded; of any other text, something. */
  decode: (text: string) => string;
  /** How much longer it makes a text, about. */
  growth: number;
}

const zeroWidth = "\u200b";
const [overrideStart, overrideEnd] = ["\u202e", "\u202c"];
const tagOffset = 0xe0000;

/** Cyrillic letters that look like Latin ones. */
const lookalikes = new Map(
  Object.entries({ a: "а", c: "с", e: "е", o: "о", p: "р", x: "х", y: "у", A: "А", C: "С", E: "Е", T: "Т" }),
);
const lookedAlike = new Map([...lookalikes].map(([latin, other]) => [other, latin]));

const characters = (text: string): string[] => [...text];
const mapped = (text: string, map: ReadonlyMap<string, string>): string =>
  characters(text)
    .map((one) => map.get(one) ?? one)
    .join("");
const reversed = (text: string): string => characters(text).toReversed().join("");

function rot13(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, "%25"));
  } catch {
    return text;
  }
}

export const encodings: readonly Encoding[] = [
  { name: "plain", encode: (text) => text, decode: (text) => text, growth: 1 },
  {
    name: "zero-width",
    encode: (text) => characters(text).join(zeroWidth),
    decode: (text) => text.replaceAll(/\p{Cf}/gu, ""),
    growth: 2,
  },
  {
    name: "tag block",
    encode: (text) => mapCodes(text, (code) => code + tagOffset),
    decode: (text) =>
      mapCodes(text, (code) => (code > tagOffset && code < tagOffset + 128 ? code - tagOffset : code)),
    growth: 2,
  },
  {
    name: "base64",
    encode: (text) => Buffer.from(text).toString("base64"),
    decode: (text) =>
      text.replaceAll(/[A-Za-z0-9+/]{16,}={0,2}/g, (run) => Buffer.from(run, "base64").toString()),
    growth: 1.4,
  },
  {
    name: "right to left",
    encode: (text) => `${overrideStart}${reversed(text)}${overrideEnd}`,
    decode: (text) => reversed(text.replaceAll(/\p{Cf}/gu, "")),
    growth: 1.1,
  },
  {
    name: "homoglyphs",
    encode: (text) => mapped(text, lookalikes),
    decode: (text) => mapped(text, lookedAlike),
    growth: 1,
  },
  {
    name: "quoted reply",
    encode: (text) => `\n> ${text.replaceAll(" ", "\n> ")}\n`,
    decode: (text) => text.replaceAll(/\s*\n(?:> ?)*/g, " "),
    growth: 1.5,
  },
  {
    name: "entities",
    encode: (text) => mapCharacters(text, (code) => `&#${String(code)};`),
    decode: (text) => text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
    growth: 6,
  },
  { name: "rot13", encode: rot13, decode: rot13, growth: 1 },
  {
    name: "percent",
    encode: (text) => mapCharacters(text, (code) => `%${code.toString(16).padStart(2, "0")}`),
    decode: unescaped,
    growth: 3,
  },
];

function mapCodes(text: string, map: (code: number) => number): string {
  return characters(text)
    .map((one) => String.fromCodePoint(map(one.codePointAt(0) ?? 0)))
    .join("");
}

function mapCharacters(text: string, map: (code: number) => string): string {
  return characters(text)
    .map((one) => map(one.codePointAt(0) ?? 0))
    .join("");
}
