import { createTailwindMerge } from "tailwind-merge";

const any = () => true;
const isLength = (value: string) => /^\[[\d.]+(?:rem|em|px)\]$/.test(value);
const widths = ["", "0", "2"];

/** Of each, two classes say the same thing with another value. */
const byValue = (
  "m mx my mt mr mb ml p px py pt pr pb pl gap gap-x gap-y w h size min-w min-h max-w max-h " +
  "inset inset-x inset-y top right bottom left grid-cols col-span col-start order basis shrink grow " +
  "items self justify justify-items justify-self bg fill stroke list resize opacity cursor z select " +
  "pointer-events leading line-clamp whitespace break transition overflow overflow-x overflow-y outline-offset"
).split(" ");
const border = ["border-t", "border-r", "border-b", "border-l"];
const rounded = ["rounded-t", "rounded-b"];

/**
 * Of two classes that say the same thing leaves the later one: Tailwind's whole table is two thirds of that library, so
 * this is the part of it that this product uses. The test beside it holds both against each other.
 */
export const mergeClasses = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    ...Object.fromEntries(byValue.map((word) => [word, [{ [word]: ["", any] }]])),
    ...Object.fromEntries(border.map((word) => [word, [{ [word]: widths }]])),
    ...Object.fromEntries(rounded.map((word) => [word, [{ [word]: [any] }]])),
    rounded: [{ rounded: [any] }],
    border: [{ border: widths }],
    "border-style": ["border-dashed"],
    "border-collapse": ["border-separate"],
    "border-spacing": [{ "border-spacing": [any] }],
    "border-color": [{ border: [any] }],
    "align-content": [{ content: ["start", "end", "center", "between"] }],
    content: [{ content: [any] }],
    container: [(name: string) => name.startsWith("@container/")],
    display: [
      "block",
      "contents",
      "flex",
      "grid",
      "hidden",
      "inline",
      "inline-block",
      "inline-flex",
      "table",
    ],
    visibility: ["visible", "invisible"],
    position: ["absolute", "fixed", "relative", "sticky"],
    flex: ["flex-1"],
    "flex-direction": ["flex-col", "flex-col-reverse"],
    "table-layout": ["table-auto", "table-fixed"],
    "text-wrap": ["text-balance"],
    "text-align": [{ text: ["left", "right", "center", "start", "end"] }],
    "text-size": [{ text: ["small", "base", "reading", "heading", "title", isLength] }],
    "text-color": [{ text: [any] }],
    "text-line": ["underline", "no-underline", "line-through"],
    "font-family": [{ font: ["mono", "sans"] }],
    "font-weight": [{ font: ["normal", "medium", "semibold"] }],
    "sr-only": ["sr-only", "not-sr-only"],
  },
  conflictingClassGroups: {
    m: ["mx", "my", "mt", "mr", "mb", "ml"],
    mx: ["mr", "ml"],
    my: ["mt", "mb"],
    p: ["px", "py", "pt", "pr", "pb", "pl"],
    px: ["pr", "pl"],
    py: ["pt", "pb"],
    gap: ["gap-x", "gap-y"],
    size: ["w", "h"],
    inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
    "inset-x": ["right", "left"],
    "inset-y": ["top", "bottom"],
    flex: ["basis", "grow", "shrink"],
    "line-clamp": ["display", "overflow"],
    overflow: ["overflow-x", "overflow-y"],
    "text-size": ["leading"],
    rounded,
    border,
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: [],
}));
