import type { Result } from "#lib/result.ts";
import { formatBytes } from "#lib/format/bytes.ts";

import { failed } from "./upload.ts";

interface Packed {
  file: Blob;
  fileName: string;
}

const packedBytesMax = 512 * 1024 ** 2;
/** What is packed already stands by itself. */
const byItself = /\.(?:zip|gz)$/i;

/** One file to send: the only one as it is, several as an archive that only holds them. */
export async function packFiles(files: readonly File[], maxBytes: number): Promise<Result<Packed>> {
  const [only, another] = files;
  if (!only)
    return failed(
      "invalid_input",
      "There is neither mail nor a calendar in there: an .mbox, .eml, .emlx or .ics file is what is looked for.",
    );
  if (!another && only.size > maxBytes) {
    // Said here: a server that refuses the first bytes of a long upload is not heard by every browser.
    return failed(
      "too_large",
      `A file may have at most ${formatBytes(maxBytes)}, and ${only.name} has ${formatBytes(only.size)}. Export the mailbox in parts and upload them one by one.`,
    );
  }
  if (!another) return { ok: true, data: { file: only, fileName: only.name } };
  if (files.some(({ name }) => byItself.test(name))) {
    return failed("invalid_input", "Archives come one at a time. Choose one of them, or what is not packed.");
  }
  if (files.reduce((sum, { size }) => sum + size, 0) > packedBytesMax) {
    return failed(
      "too_large",
      `Several files may have ${formatBytes(packedBytesMax)} together. Choose fewer of them, or make a .zip of them and choose that.`,
    );
  }
  try {
    return {
      ok: true,
      data: { file: await archiveOf(files), fileName: `${String(files.length)} files.zip` },
    };
  } catch {
    return failed("invalid_input", "One of the files cannot be read. Choose them again.");
  }
}

/** Nothing is made smaller: what they hold is packed once it is kept. */
async function archiveOf(files: readonly File[]): Promise<Blob> {
  const { Zip, ZipPassThrough } = await import("fflate");
  const parts: Blob[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    // A part of its own, so that the browser may keep it elsewhere than in memory.
    parts.push(new Blob([new Uint8Array(chunk)]));
  });
  for (const [index, file] of files.entries()) {
    // Two folders may hold files of one name.
    const entry = new ZipPassThrough(`${String(index + 1)}/${file.name}`);
    zip.add(entry);
    const reader = file.stream().getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) entry.push(next.value);
    entry.push(new Uint8Array(), true);
  }
  zip.end();
  return new Blob(parts, { type: "application/zip" });
}
