import type { AttachedPart } from "#server/sync/index.ts";

/** Types that a browser draws and never runs; SVG is none of them. */
const imageTypes = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
const oneImageBytesMax = 4 * 1024 ** 2;
const allImagesBytesMax = 16 * 1024 ** 2;
const dataImage = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z\d+/=\s]{1,6000000}$/i;

interface Options {
  attachments: readonly AttachedPart[];
  /** Whether the reader asked for what lies elsewhere. */
  remote: boolean;
}

/** What `src` of each picture of one mail becomes. Counts what was left unfetched. */
export class MailImages {
  readonly #byContentId: ReadonlyMap<string, AttachedPart>;
  readonly #remote: boolean;
  #bytesLeft = allImagesBytesMax;
  blocked = 0;

  constructor({ attachments, remote }: Options) {
    this.#byContentId = new Map(
      attachments.flatMap((part) => (part.contentId === null ? [] : [[part.contentId, part] as const])),
    );
    this.#remote = remote;
  }

  /** Null where the picture is left out, blocked where it is not fetched unless the reader asks. */
  sourceFor(source: string): { src: string } | "blocked" | null {
    const address = source.trim();
    if (/^cid:/i.test(address)) return this.#fromMail(address.slice("cid:".length));
    if (/^data:/i.test(address))
      return dataImage.test(address) && this.#take(address.length) ? { src: address } : null;
    const remote = httpsAddress(address);
    if (remote === null) return null;
    if (this.#remote) return { src: remote };
    this.blocked++;
    return "blocked";
  }

  #fromMail(contentId: string): { src: string } | null {
    const part = this.#byContentId.get(decoded(contentId)) ?? this.#byContentId.get(contentId);
    if (!part || !imageTypes.has(part.contentType) || part.bytes.length > oneImageBytesMax) return null;
    if (!this.#take(part.bytes.length)) return null;
    return { src: `data:${part.contentType};base64,${Buffer.from(part.bytes).toString("base64")}` };
  }

  #take(byteSize: number): boolean {
    if (byteSize > this.#bytesLeft) return false;
    this.#bytesLeft -= byteSize;
    return true;
  }
}

/** Over TLS or not at all: what is asked for in the clear tells everybody on the way who reads what. */
function httpsAddress(address: string): string | null {
  const whole = address.startsWith("//") ? `https:${address}` : address;
  if (!/^https?:\/\//i.test(whole) || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  url.protocol = "https:";
  return url.href;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
