interface Letter {
  from: string;
  to: readonly string[];
  cc?: readonly string[];
  subject: string;
  body: string;
  /** Without its angle brackets. */
  messageId: string;
  writtenAt: Date;
  answered: { messageId: string | null; references: string } | null;
  /** A field that says the Message-ID once more, where a provider may change that. */
  mark?: string;
}

/** A mail of plain text as RFC 5322 has it. Every value is made one line: none can add a header of its own. */
export function composeMail({
  from,
  to,
  cc = [],
  subject,
  body,
  messageId,
  writtenAt,
  answered,
  mark,
}: Letter): string {
  const headers: [string, string][] = [
    ["From", from],
    ["To", to.join(",\r\n ")],
    ...(cc.length > 0 ? [["Cc", cc.join(",\r\n ")] satisfies [string, string]] : []),
    ["Subject", encoded(oneLine(subject))],
    ["Date", writtenAt.toUTCString().replace("GMT", "+0000")],
    ["Message-ID", `<${messageId}>`],
    ...(mark ? [[mark, messageId] satisfies [string, string]] : []),
    ...threading(answered),
    ["MIME-Version", "1.0"],
    ["Content-Type", "text/plain; charset=utf-8"],
    ["Content-Transfer-Encoding", "base64"],
  ];
  const text = Buffer.from(body.replaceAll(/\r\n|\r|\n/g, "\r\n")).toString("base64");
  return [...headers.map(([name, value]) => `${name}: ${value}`), "", ...folded(text, 76), ""].join("\r\n");
}

const oneLine = (value: string): string => value.replaceAll(/[\r\n]+/g, " ");

// Twenty are what a thread needs; a longer list is cut in its middle, as RFC 5322 allows.
const referencesMax = 20;
const idPattern = /<[^<>\s]{1,250}>/g;

function threading(answered: Letter["answered"]): [string, string][] {
  const [answers] = answered?.messageId?.match(idPattern) ?? [];
  if (!answered || !answers) return [];
  const earlier = (answered.references.match(idPattern) ?? []).filter((id) => id !== answers);
  const kept =
    earlier.length < referencesMax ? earlier : [...earlier.slice(0, 1), ...earlier.slice(2 - referencesMax)];
  return [
    ["In-Reply-To", answers],
    ["References", [...kept, answers].join("\r\n ")],
  ];
}

const plain = /^[\x20-\x7e]{0,200}$/;

/** RFC 2047: words of at most 75 characters, none cut inside a character. */
function encoded(value: string): string {
  if (plain.test(value) && !value.includes("=?")) return value;
  const words: string[] = [];
  let word = "";
  for (const character of value) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString("base64")}?=`).join("\r\n ");
}

const folded = (text: string, width: number): string[] =>
  text.match(new RegExp(`.{1,${String(width)}}`, "g")) ?? [];
