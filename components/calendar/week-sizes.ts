/** Half an hour is tall enough to be hit. */
export const hourPx = 52;
