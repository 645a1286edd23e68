/** Shorter is no sentence that says anything; longer is told as far as this. */
const lengths = { min: 12, max: 300 };
/** So many words at least stand in both, and such a share of what is claimed. */
const needed = { words: 2, share: 0.25 };
/** Of what was read in a thread so many characters and sentences are looked through: enough for any mail of a person. */
const bounds = { characters: 60_000, sentences: 1_000 };

/** What was read of one mail. */
export interface MailText {
  text: string;
  /** Who wrote it: name and address, or what of them is known. */
  by: string | null;
  at: string | null;
  /** Sent by the person. */
  isOwn: boolean;
}

export interface Quote extends Omit<MailText, "text"> {
  /** A sentence of the mail. */
  text: string;
}

/**
 * The sentence of a mail that an answer rests on where it links that mail: the one that shares most words with what is
 * said beside the link, rare ones counting more. Null where none of them does, or where the answer quotes it already.
 */
export function quoteFor(answer: string, href: string, texts: readonly MailText[]): Quote | null {
  const claim = new Set(claimsOf(answer, href).flatMap(wordsOf));
  if (claim.size === 0) return null;
  const sentences = sentencesIn(texts).map(([text, mail]) => ({
    ...{ text, mail },
    shared: [...new Set(wordsOf(text))].filter((word) => claim.has(word)),
  }));
  const standsIn = new Map<string, number>();
  for (const word of sentences.flatMap(({ shared }) => shared))
    standsIn.set(word, (standsIn.get(word) ?? 0) + 1);
  let best: { text: string; mail: MailText; score: number } | null = null;
  for (const { text, mail, shared } of sentences) {
    if (shared.length < needed.words || shared.length < claim.size * needed.share) continue;
    const score = shared.reduce((sum, word) => sum + 1 / (standsIn.get(word) ?? 1), 0);
    if (best === null || score > best.score) best = { text, mail, score };
  }
  if (best === null || flat(answer).includes(flat(best.text))) return null;
  const { text, mail } = best;
  return { ...mail, text: text.length > lengths.max ? `${text.slice(0, lengths.max - 1)}…` : text };
}

/** Each with the mail in which it was said first: later ones may repeat it below their own words. */
function sentencesIn(mails: readonly MailText[]): [sentence: string, mail: MailText][] {
  const found = new Map<string, MailText>();
  let left = bounds.characters;
  for (const mail of mails) {
    for (const sentence of sentencesOf(mail.text.slice(0, Math.max(left, 0)))) {
      const known = found.get(sentence);
      const isEarlier = known !== undefined && mail.at !== null && mail.at < (known.at ?? mail.at);
      const isKnownBetter = known?.by === null && mail.by !== null;
      if (!known || isEarlier || isKnownBetter) found.set(sentence, mail);
    }
    left -= mail.text.length;
    if (left <= 0 || found.size >= bounds.sentences) break;
  }
  return [...found].slice(0, bounds.sentences);
}

const link = /\[([^\]\n]*)\]\(([^)\n]*)\)/g;

/** What is said in the paragraph, or the line of a list, in which the mail is linked; what the link is called says nothing. */
function claimsOf(answer: string, href: string): string[] {
  return answer
    .split(/\n+/)
    .filter((line) => line.includes(`](${href})`))
    .map((line) =>
      line.replaceAll(link, (_, label: string, target: string) => (target === href ? " " : label)),
    );
}

const segments = new Intl.Segmenter("en", { granularity: "sentence" });

/** Lines that a mail program broke belong together; an empty one ends what was said. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .flatMap((paragraph) =>
      Array.from(segments.segment(paragraph.replaceAll(/\s+/g, " ").trim()), ({ segment }) => segment.trim()),
    )
    .filter(({ length }) => length >= lengths.min);
}

/** Those that carry what is meant: of four letters and more, numbers, and what says that it is not so. */
const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    (word) => word.length >= 4 || /\p{N}/u.test(word) || denials.has(word),
  );
const denials = new Set(["not", "no", "nor", "nie", "kein", "inte", "pas", "non"]);

const flat = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, " ")
    .trim();
