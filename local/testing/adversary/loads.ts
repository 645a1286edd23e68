/** Whatever a browser would fetch, run or send by itself when it shows this HTML. */
const fetching =
  /<(?:script|iframe|frame|object|embed|link|base|form|video|audio|source|track|svg|image|applet|portal|meta[^>]*http-equiv)\b|\b(?:srcset|poster|background|ping|formaction|xlink:href|manifest|on[a-z]+)\s*=|url\s*\(|@import|image-set\s*\(|expression\s*\(/gi;
const source = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi;

/** Text is no markup: what stands outside tags loads nothing. Of the style sheet that we write ourselves nothing is asked. */
export function loadsOf(html: string): string[] {
  const tags = (html.replace(/<style>[^<]*<\/style>/, "").match(/<[a-z!/][^>]*>/gi) ?? []).join("\n");
  const sources = [...tags.matchAll(source)].map(([, one, two, three]) => one ?? two ?? three ?? "");
  return [...(tags.match(fetching) ?? []), ...sources.filter((address) => !/^(?:data:|$)/i.test(address))];
}
