const wordsMax = 8;

/** Each word that was typed as a query of its own that finds what begins with it. No character of it is an operator. */
export function wordQueries(typed: string): string[] {
  const words = typed
    .replaceAll(/['\\\0]/g, " ")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...new Set(words)].slice(0, wordsMax).map((word) => `'${word}':*`);
}
