import type { Tag } from "sanitize-html";

import type { MailImages } from "./mail-images.ts";

type Attributes = Record<string, string>;

const placeholderWidthMax = 600;
const placeholderHeightMax = 64;
/** Smaller than any word. */
const readableMin = 16;

const placeholderClass = "unfetched";

export const placeholderClasses = { span: [placeholderClass] };
export const placeholderStyles = { span: { "max-height": [/^\d{1,4}px$/] } };

/** How what stands in for a picture that is not fetched looks. */
export const placeholderSheet = `.${placeholderClass}{display:inline-block;box-sizing:border-box;overflow:hidden;padding:0 5px;border:1px dashed #c9d2d4;border-radius:4px;background:#f6f8f8;color:#566468;font:12px/20px system-ui,sans-serif;overflow-wrap:normal;text-overflow:ellipsis;vertical-align:bottom}`;

/** What one picture of a mail becomes; an `img` without attributes where it is left out. */
export function pictureOf({ src = "", ...attributes }: Attributes, images: MailImages): Tag {
  const leftOut = { tagName: "img", attribs: {} };
  if (isTracker(attributes)) return leftOut;
  const source = images.sourceFor(src);
  if (source === "blocked") return placeholderOf(attributes) ?? leftOut;
  return source === null ? leftOut : { tagName: "img", attribs: { ...attributes, ...source } };
}

/** Its words in a box that is no larger than the picture would be, and never so high that the text is pushed away. */
function placeholderOf(attributes: Attributes): Tag | null {
  const text = (attributes["alt"] ?? attributes["title"] ?? "").trim();
  const [width, height] = [sizeOf(attributes, "width"), sizeOf(attributes, "height")];
  if (text === "" || Math.min(width ?? readableMin, height ?? readableMin) < readableMin) return null;
  const most = (size: number | null, max: number) => `${Math.min(size ?? max, max)}px`;
  const style = `max-width:${most(width, placeholderWidthMax)};max-height:${most(height, placeholderHeightMax)}`;
  return { tagName: "span", attribs: { class: placeholderClass, style }, text };
}

/** In pixels, by its style or else its attribute; null where neither says. */
function sizeOf({ style = "", ...attributes }: Attributes, side: "width" | "height"): number | null {
  const inStyle = new RegExp(
    `(?:^|;)\\s*(?:max-)?${side}\\s*:\\s*(\\d{1,6})(?:\\.\\d{1,6})?(?:px)?\\s*(?:!|;|$)`,
    "i",
  );
  const said = inStyle.exec(style)?.[1] ?? /^\s*(\d{1,6})(?:px)?\s*$/i.exec(attributes[side] ?? "")?.[1];
  return said === undefined ? null : Number(said);
}

/** A point, or what is hidden: nobody sees it, and it is there to tell that somebody looked. */
function isTracker(attributes: Attributes): boolean {
  const sides = [attributes["width"], attributes["height"]].some((side) => isPoint.test(side ?? ""));
  return sides || hidden.test(attributes["style"] ?? "");
}

const isPoint = /^\s*[0-2](?:px)?\s*$/i;
const hidden =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0{1,9})?\s*(?:!|;|$)|(?:max-)?(?:width|height)\s*:\s*[0-2](?:px)?\s*(?:!|;|$))/i;
