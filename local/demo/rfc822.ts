export type MailPart = { type: string; text: string; fileName?: string };

export type MailHeader = readonly [name: string, value: string];

/** FNV-1a: the only source of variety, so that the mailbox is the same on every machine. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

export function hex16(text: string): string {
  return (hash(text).toString(16).padStart(8, "0") + hash(`${text}#`).toString(16).padStart(8, "0")).replace(
    /^0/,
    "1",
  );
}

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);

/** An RFC 2047 word per ten characters, so that no line grows past its limit. */
export function encodeWords(text: string): string {
  if (isAscii(text)) return text;
  const characters = Array.from(text);
  const words: string[] = [];
  for (let start = 0; start < characters.length; start += 14) {
    const piece = characters.slice(start, start + 14).join("");
    words.push(`=?UTF-8?B?${Buffer.from(piece).toString("base64")}?=`);
  }
  return words.join("\r\n ");
}

export function mailbox(name: string, address: string): string {
  if (name === "") return address;
  return isAscii(name)
    ? /[^\w '-]/.test(name)
      ? `"${name}" <${address}>`
      : `${name} <${address}>`
    : `${encodeWords(name)} <${address}>`;
}

export function quotedPrintable(text: string): string {
  return text.split("\n").map(quotedLine).join("\r\n");
}

function quotedLine(line: string): string {
  const rows: string[] = [];
  let row = "";
  for (const byte of Buffer.from(line)) {
    const plain = byte >= 32 && byte <= 126 && byte !== 61;
    const piece = plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (row.length + piece.length > 74) {
      rows.push(`${row}=`);
      row = "";
    }
    row += piece;
  }
  rows.push(row.replace(/ $/, "=20"));
  return rows.join("\r\n");
}

function partLines(part: MailPart): string {
  const name = part.fileName === undefined ? "" : `; name="${part.fileName}"`;
  const disposition =
    part.fileName === undefined ? "" : `Content-Disposition: attachment; filename="${part.fileName}"\r\n`;
  return (
    `Content-Type: ${part.type}; charset=utf-8${name}\r\n${disposition}` +
    `Content-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(part.text)}\r\n`
  );
}

function multipart(kind: string, boundary: string, parts: string[]): string {
  const body = parts.map((part) => `--${boundary}\r\n${part}`).join("");
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`;
}

/** One message: `bodies` are alternatives of each other, `files` hang below. */
export function rfc822(headers: MailHeader[], bodies: MailPart[], files: MailPart[]): string {
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const seed = hex16(head);
  const [only] = bodies;
  const body =
    bodies.length === 1 && only !== undefined
      ? partLines(only)
      : multipart("alternative", `alt_${seed}`, bodies.map(partLines));
  const whole =
    files.length === 0 ? body : multipart("mixed", `mix_${seed}`, [body, ...files.map(partLines)]);
  return `${head}MIME-Version: 1.0\r\n${whole}`;
}
