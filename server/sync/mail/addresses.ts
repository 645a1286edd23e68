import { addressParser } from "postal-mime";
import { cleanName } from "./names.ts";
import { limits } from "./limits.ts";
import type { Address } from "./types.ts";

export type AddressList = { addresses: Address[]; dropped: number; tooMany: boolean };

/**
 * Reads the values of one address header (groups flattened, doubles removed, at most `limits.addressesPerHeader`).
 * What is no mailbox, such as "undisclosed-recipients:;", is only counted. Never throws.
 */
export function parseAddresses(values: readonly string[]): AddressList {
  const byAddress = new Map<string, Address>();
  let dropped = 0;
  let tooMany = false;
  for (const value of values) {
    const { pieces, cutOff } = boundPieces(value);
    tooMany ||= cutOff;
    for (const mailbox of parseValue(pieces)) {
      const address = normaliseAddress(mailbox.address ?? "");
      if (address === null) {
        if (mailbox.address || mailbox.name) dropped++;
        continue;
      }
      const known = byAddress.get(address);
      if (known === undefined && byAddress.size >= limits.addressesPerHeader) tooMany = true;
      else if (known === undefined)
        byAddress.set(address, { address, name: cleanName(mailbox.name, address) });
      else if (known.name === "") known.name = cleanName(mailbox.name, address);
    }
  }
  return { addresses: [...byAddress.values()], dropped, tooMany };
}

/**
 * Lower-cased and trimmed, or null when it has not the shape local@domain. International domains stay as written.
 * Looser than RFC 5321 on the local part (mail exists that breaks it), strict on what would confuse a reader.
 */
export function normaliseAddress(text: string): string | null {
  if (text.length > 2 * limits.addressChars) return null;
  const address = text
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/^['"<]+|['">.]+$/g, "")
    .toLowerCase()
    .normalize("NFC");
  if (address.length > limits.addressChars || !address.isWellFormed()) return null;
  const at = address.lastIndexOf("@");
  if (at < 1) return null;
  return localShape.test(address.slice(0, at)) && domainShape.test(address.slice(at + 1)) ? address : null;
}

const localShape = /^(?:[^\s\p{C}<>()[\],;:\\"@]+|"[^\p{C}"\\<>]{1,64}")$/u;
const domainShape = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_-]|\.(?=[\p{L}\p{N}_]))*$/u;

/** Pipermail, the archive of Mailman, writes "ada at example.org (Ada Byron)". */
const archived =
  /^([^\s@<>]{1,64}) (?:at|\(a\)|\[at\]) ([a-z0-9.-]{1,200}\.[a-z]{2,24})(?: +\((.{0,200})\))?$/i;

function parseValue(value: string): { name: string; address?: string | undefined }[] {
  const hidden = archived.exec(value);
  if (hidden !== null) return [{ name: hidden[3] ?? "", address: `${hidden[1] ?? ""}@${hidden[2] ?? ""}` }];
  return addressParser(value, { flatten: true });
}

const maxPieceChars = 1_000;

/** postal-mime's parser takes quadratic time on long pieces and long lists; no real mailbox is that long. */
function boundPieces(value: string): { pieces: string; cutOff: boolean } {
  if (value.length <= maxPieceChars) return { pieces: value, cutOff: false };
  const pieces = value.split(",", limits.addressesPerHeader + 1);
  const kept = pieces.slice(0, limits.addressesPerHeader).filter((piece) => piece.length <= maxPieceChars);
  return { pieces: kept.join(","), cutOff: kept.length < pieces.length };
}
