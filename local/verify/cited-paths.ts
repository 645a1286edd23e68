// Patterns and outlines, not paths: <room>, *, {a,b}, …, an ellipsis, or a call.
const placeholder = /[<>*{}…|$()[\]]|\.\.\./;
// Made when the product runs or builds.
const generated = /^(\.local|\.next|node_modules|test-results|playwright-report|coverage)(\/|$)/;

/** The paths of this repository that a Markdown text names, in code spans and links. */
export function citedPaths(markdown: string, topLevel: readonly string[]): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, "");
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
  const fromSpans = spans.filter((text) => isPath(text) && topLevel.includes(text.split("/")[0] ?? ""));
  const fromLinks = links.filter((text) => !/^([a-z]+:|#)/i.test(text));
  const cited = [...fromSpans, ...fromLinks].map((text) => text.replace(/[#:].*$/, "").replace(/\/$/, ""));
  return [...new Set(cited)].filter((path) => path !== "" && !generated.test(path));
}

function isPath(text: string): boolean {
  return /^[\w.@/-]+(:\d+)?$/.test(text) && text.includes("/") && !placeholder.test(text);
}
