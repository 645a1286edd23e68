const linePx = 22;
const charactersInLine = 80;
const pagePaddingPx = 16;
/** Of a picture that does not say its height. */
const picturePx = 120;
/** No one length of a mail's own asks for more: what is higher is scrolled. */
const lengthMaxPx = 400;
const spareFactor = 1.1;

/** What stands above and below a block, beyond its lines. */
const spaces: readonly (readonly [RegExp, number])[] = [
  [/<p[\s>]/g, 14],
  [/<h[1-6][\s>]/g, 44],
  [/<(?:ul|ol|dl|hr|blockquote|table|figure)[\s>]/g, 16],
  [/<tr[\s>]/g, 8],
];

const blocks =
  /<\/?(?:address|article|blockquote|br|caption|center|dd|div|dl|dt|figure|footer|h[1-6]|header|hr|li|ol|p|pre|section|table|tr|ul)(?:\s[^>]*)?\/?>/g;

/**
 * How high a mail is likely to be in pixels, in a frame about 640 px wide: such a frame cannot be asked. It errs on the
 * high side. Takes HTML that was made harmless, whose tags are well formed.
 */
export function mailHeightPx(html: string): number {
  const flat = html.replaceAll(/\s+/g, " ");
  const text = flat.replaceAll(blocks, "\n").replaceAll(/<[^>]*>/g, " ");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const space = spaces.reduce((sum, [tag, px]) => sum + (flat.match(tag)?.length ?? 0) * px, 0);
  return withSpare(heightOfLines(lines) + space + picturesPx(flat) + paddingPx(flat));
}

/** The same for a mail of plain text, whose empty lines are shown. */
export const textHeightPx = (text: string): number => withSpare(heightOfLines(text.split("\n")));

const heightOfLines = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.trim().length / charactersInLine)), 0) *
  linePx;

const withSpare = (px: number): number => Math.ceil(px * spareFactor) + pagePaddingPx;

function picturesPx(html: string): number {
  const pictures = html.match(/<img\s[^>]*>/g) ?? [];
  return pictures.reduce((sum, tag) => {
    const said = /[\s";]height(?:="|:\s*)(\d{1,5})(?:px)?[";]/.exec(tag)?.[1];
    return sum + (said === undefined ? picturePx : Math.min(lengthMaxPx, Number(said)));
  }, 0);
}

function paddingPx(html: string): number {
  const paddings = html.matchAll(/[";]\s*padding(?<side>-top|-bottom)?:\s*(?<px>\d{1,4})px/g);
  return [...paddings].reduce((sum, { groups }) => {
    const px = Math.min(lengthMaxPx, Number(groups?.["px"]));
    return sum + (groups?.["side"] ? px : 2 * px);
  }, 0);
}
