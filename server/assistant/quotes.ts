/** Shorter is no sentence that says anything; longer is told as far as this. */
const lengths = { min: 12, max: 300 };
/** So many words at least stand in both, and such a share of what is claimed. */
const needed = { words: 2, share: 0.25 };

/**
 * The sentence of a mail that an answer rests on where it links that mail: the one that shares most words with what is
 * said beside the link, rare ones counting more. Null where none of them does, or where the answer quotes it already.
 */
export function quoteFor(answer: string, href: string, texts: readonly string[]): string | null {
  const claim = new Set(claimsOf(answer, href).flatMap(wordsOf));
  if (claim.size === 0) return null;
  const sentences = [...new Set(texts.flatMap(sentencesOf))].map((text) => ({
    text,
    words: new Set(wordsOf(text)),
  }));
  const commonness = (word: string) => sentences.filter(({ words }) => words.has(word)).length;
  let best: { text: string; score: number } | null = null;
  for (const { text, words } of sentences) {
    const shared = [...words].filter((word) => claim.has(word));
    if (shared.length < needed.words || shared.length < claim.size * needed.share) continue;
    const score = shared.reduce((sum, word) => sum + 1 / commonness(word), 0);
    if (best === null || score > best.score) best = { text, score };
  }
  if (best === null || flat(answer).includes(flat(best.text))) return null;
  return best.text.length > lengths.max ? `${best.text.slice(0, lengths.max - 1)}…` : best.text;
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

/** Those that carry what is meant: of four letters and more, and numbers. */
const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    (word) => word.length >= 4 || /\p{N}/u.test(word),
  );

const flat = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, " ")
    .trim();
