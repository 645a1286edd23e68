/** What the assistant keeps in mind of one person, at most: all of it stands in every prompt. */
export const memoriesMax = 20;
/** In characters. */
export const memoryLengthMax = 200;
