import PostalMime from "postal-mime";
import { limits } from "./limits.ts";

/** A leaf of the MIME tree, transfer decoding done. */
export type MimePart = {
  contentType: string;
  charset: string | undefined;
  flowed: boolean;
  deleteSpace: boolean;
  disposition: string | null;
  fileName: string | null;
  contentId: string | null;
  bytes: Uint8Array;
  /** Which multipart/alternative it stands in, if any: its siblings say the same in another form. */
  alternative: object | null;
};

/**
 * The leaves of a message's MIME tree in order, by postal-mime. `mime` are the values of the top MIME headers, `body`
 * the bytes below them. Rejects when the nesting or the header of a part is beyond `limits`.
 */
export async function readMimeParts(
  body: Uint8Array,
  mime: { type: string; encoding: string; disposition: string },
): Promise<MimePart[]> {
  const head = Buffer.from(
    `Content-Type: ${mime.type || "text/plain"}\nContent-Transfer-Encoding: ${mime.encoding}\n` +
      `Content-Disposition: ${mime.disposition}\n\n`,
  );
  // A fresh ArrayBuffer, since postal-mime copies whatever else it is given.
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  const parser = new PartReader({
    maxNestingDepth: limits.mimeDepth,
    maxHeadersSize: limits.partHeaderBytes,
  });
  await parser.parse(whole.buffer);
  return parser.parts;
}

/** The part of postal-mime's node tree that is read here; the version is pinned and a test holds the shape. */
type Node = {
  contentType: {
    multipart?: string | false;
    parsed?: { value: string | false; params: Record<string, string> };
  };
  contentDisposition: { parsed?: { value: string | false; params: Record<string, string> } };
  contentId?: string;
  content: ArrayBuffer | null;
  childNodes: Node[];
};

/**
 * postal-mime joins text parts itself, converting HTML by patterns that take quadratic time on hostile input and
 * folding flowed text quadratically; so only its tree is used, and the parts are put together in body.ts.
 */
class PartReader extends PostalMime {
  declare root: Node;
  readonly parts: MimePart[] = [];

  async processNodeTree(): Promise<void> {
    this.collect(this.root, null);
  }

  collect(node: Node, alternative: object | null): void {
    const type = node.contentType.parsed;
    const params = type?.params ?? {};
    const isAlternative = node.contentType.multipart === "alternative";
    for (const child of node.childNodes) this.collect(child, isAlternative ? node : alternative);
    if (node.childNodes.length > 0 || node.content === null) return;
    const disposition = node.contentDisposition.parsed;
    // A multipart without parts lost its boundary: its text is still to be read.
    const contentType = node.contentType.multipart ? "text/plain" : type?.value || "text/plain";
    this.parts.push({
      contentType: contentType.toLowerCase(),
      charset: params["charset"],
      flowed: params["format"]?.toLowerCase() === "flowed",
      deleteSpace: params["delsp"]?.toLowerCase() === "yes",
      disposition: disposition?.value || null,
      fileName: disposition?.params["filename"] ?? params["name"] ?? null,
      contentId: node.contentId ?? null,
      bytes: new Uint8Array(node.content),
      alternative,
    });
  }
}
