import { placeholderSheet } from "./mail-picture.ts";

// Mail is written for white paper. The line height has no unit: a heading takes its own, not that of the body.
const style =
  ":root{color-scheme:light}body{margin:0;padding:8px 12px;background:#fff;color:#1c2326;font:14px/1.57 system-ui,sans-serif;overflow-wrap:anywhere}" +
  "img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap;font:inherit}blockquote{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #c9d2d4}a{color:#0b6570}" +
  placeholderSheet;

/** A whole HTML document around what a mail says. What is given has been made harmless. */
export const mailPage = (body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>Mail</title><style>${style}</style></head><body>${body}</body></html>`;
