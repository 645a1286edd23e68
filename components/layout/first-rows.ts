/** Of a long list, as many rows as a window shows come with the page; the others follow when they are scrolled to. */
export const firstRows = 30;
