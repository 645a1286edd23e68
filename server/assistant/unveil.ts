/** Letters of other alphabets that look like Latin ones. */
const lookalikes = new Map(
  Object.entries({
    ...{
      а: "a",
      в: "b",
      с: "c",
      е: "e",
      һ: "h",
      і: "i",
      ј: "j",
      к: "k",
      м: "m",
      о: "o",
      р: "p",
      ѕ: "s",
      т: "t",
    },
    ...{
      х: "x",
      у: "y",
      ԁ: "d",
      ɡ: "g",
      ո: "n",
      υ: "u",
      ν: "v",
      ԝ: "w",
      α: "a",
      ο: "o",
      ρ: "p",
      τ: "t",
      ι: "i",
    },
    ...{
      А: "A",
      В: "B",
      С: "C",
      Е: "E",
      Н: "H",
      І: "I",
      К: "K",
      М: "M",
      О: "O",
      Р: "P",
      Ѕ: "S",
      Т: "T",
      Х: "X",
    },
  }),
);

const tagBlock = /[\u{e0020}-\u{e007e}]/gu;
const invisible = /\p{Cf}/gu;
const codeMin = 16;
const code = new RegExp(`[A-Za-z0-9+/_-]{${String(codeMin)},}={0,2}`, "g");
/** Longer texts are read as they stand, and at their beginning in these ways. */
const lengthMax = 8_000;

const ways: readonly ((text: string) => string)[] = [
  (text) => text.replace(invisible, ""),
  (text) => text.replace(tagBlock, (one) => String.fromCharCode((one.codePointAt(0) ?? 0) - 0xe0000)),
  (text) => [...text.normalize("NFKC")].map((one) => lookalikes.get(one) ?? one).join(""),
  (text) => text.replace(code, (run) => decoded(run)),
  (text) =>
    text.replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, digits: string) =>
      letter(parseInt(digits, hex ? 16 : 10)),
    ),
  (text) =>
    text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString()),
  // Also without the marks that turn it round: they are lost on the way of a name.
  (text) => [...text.replace(invisible, "")].reverse().join(""),
  (text) => text.replace(/[a-z]/gi, turned),
];

/** Printable, or it was no code. */
function decoded(run: string): string {
  const text = Buffer.from(run, "base64").toString();
  return /^[\P{C}\s]{8,}$/u.test(text) && !text.includes("\ufffd") ? text : run;
}

const letter = (value: number): string => (value <= 0x10ffff ? String.fromCodePoint(value) : "");

/** Thirteen letters on. */
function turned(one: string): string {
  const base = one <= "Z" ? 65 : 97;
  return String.fromCharCode(((one.charCodeAt(0) - base + 13) % 26) + base);
}

/**
 * What a text may say to a model and hides from people: written in characters that nobody sees, in lookalikes, backwards,
 * in code. Readings that differ from the text, at most eight; not all of them mean something.
 */
export function hiddenReadings(text: string): string[] {
  const start = text.slice(0, lengthMax);
  const readings = ways.map((way) => way(start)).filter((reading) => reading !== start);
  return [...new Set(readings)];
}
