/**
 * Undoes RFC 3676 format=flowed: a line ending in a space goes on in the next one of the same quote depth; one stuffed
 * space at a line's start goes. The signature delimiter "-- " never flows. Linear.
 */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let paragraph: string[] = [];
  let depth = 0;
  const close = (): void => {
    if (paragraph.length > 0) out.push(`${">".repeat(depth)}${depth > 0 ? " " : ""}${paragraph.join("")}`);
    paragraph = [];
  };
  for (const line of text.split("\n")) {
    const { depth: lineDepth, content } = unquote(line);
    if (lineDepth !== depth) close();
    depth = lineDepth;
    const isSignature = content === "-- ";
    if (isSignature) close();
    const flows = content.endsWith(" ") && !isSignature;
    paragraph.push(flows && deleteSpace ? content.slice(0, -1) : content);
    if (!flows) close();
  }
  close();
  return out.join("\n");
}

function unquote(line: string): { depth: number; content: string } {
  let depth = 0;
  while (line.charCodeAt(depth) === 62 && depth < 100) depth++;
  return { depth, content: line.charCodeAt(depth) === 32 ? line.slice(depth + 1) : line.slice(depth) };
}
