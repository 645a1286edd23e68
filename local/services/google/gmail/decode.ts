/** Text in a charset that may be missing, misspelt or wrong: never throws. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  for (const label of [charset || "utf-8", "utf-8"]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // Another charset than it says.
    }
  }
  return new TextDecoder("windows-1252").decode(bytes);
}

export function decodeBase64(text: string): Buffer {
  return Buffer.from(text.replaceAll(/[^A-Za-z0-9+/=_-]/g, ""), "base64");
}

export function decodeQuotedPrintable(text: string): Buffer {
  const bytes = text
    .split("\n")
    .map((line) => (line.endsWith("\r") ? `${line.trimEnd()}\r` : line))
    .join("\n")
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return Buffer.from(bytes, "latin1");
}

const word = /=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi;

/** A header value, read as bytes: encoded words and bare UTF-8 become text. */
export function decodeWords(value: string): string {
  if (!value.includes("=?")) return decodeText(Buffer.from(value, "latin1"), "utf-8");
  return value
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(word, (_, charset: string, kind: string, text: string) => {
      const bytes =
        kind.toLowerCase() === "b"
          ? decodeBase64(text)
          : decodeQuotedPrintable(text.replaceAll("_", " ").replaceAll(/[^\x20-\x7e]/g, ""));
      return decodeText(bytes, charset.split("*")[0] ?? "");
    });
}
