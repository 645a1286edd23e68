const turns = /[\u202a-\u202e\u2066-\u2069]/;
const allTurns = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Without the characters that turn the direction of what stands beside them: by them "gnp.exe" is read as "exe.png".
 * Letters that are written from right to left, and the marks between them, stay.
 */
export const withoutTurns = (text: string): string => (turns.test(text) ? text.replace(allTurns, "") : text);
