type Known = { what: string; advice: string };
type Signature = Known & { at?: number; bytes: string };

const takeMail = "Upload the .mbox or .eml file of your mail instead.";
const unpack = "Unpack it and upload the .mbox or .ics file inside.";
const asMbox = "Export the folder as .mbox (for example with Thunderbird) and upload that.";

/** Leading bytes, as Latin-1, of what people upload by mistake. */
const signatures: readonly Signature[] = [
  { bytes: "\x89PNG\r\n", what: "a PNG image", advice: takeMail },
  { bytes: "\xff\xd8\xff", what: "a JPEG image", advice: takeMail },
  { bytes: "GIF8", what: "a GIF image", advice: takeMail },
  { bytes: "RIFF", what: "a media file", advice: takeMail },
  { bytes: "ftyp", at: 4, what: "a media file", advice: takeMail },
  { bytes: "%PDF-", what: "a PDF", advice: takeMail },
  { bytes: "PK\x03\x04", what: "a ZIP archive", advice: unpack },
  { bytes: "PK\x05\x06", what: "a ZIP archive", advice: unpack },
  { bytes: "7z\xbc\xaf\x27\x1c", what: "a 7z archive", advice: unpack },
  { bytes: "Rar!", what: "a RAR archive", advice: unpack },
  { bytes: "BZh", what: "a bzip2 archive", advice: unpack },
  { bytes: "\xfd7zXZ", what: "an xz archive", advice: unpack },
  { bytes: "\x28\xb5\x2f\xfd", what: "a zstd archive", advice: unpack },
  { bytes: "ustar", at: 257, what: "a tar archive", advice: unpack },
  { bytes: "!BDN", what: "an Outlook PST", advice: asMbox },
  {
    bytes: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    what: "an Outlook message or old Office file",
    advice: asMbox,
  },
  { bytes: "\xcf\xad\x12\xfe", what: "an Outlook Express folder", advice: asMbox },
  { bytes: "SQLite format 3", what: "a SQLite database", advice: takeMail },
  { bytes: "\xff\xfe", what: "text in UTF-16", advice: "Save it as UTF-8 or export the mailbox again." },
  { bytes: "\xfe\xff", what: "text in UTF-16", advice: "Save it as UTF-8 or export the mailbox again." },
  { bytes: "BEGIN:VCARD", what: "a contact card file", advice: takeMail },
  { bytes: "<", what: "a web page or XML file", advice: takeMail },
  { bytes: "{", what: "a JSON file", advice: takeMail },
];

/** What a file is that no mail program writes mail in; null when no signature fits. */
export function signatureOf(head: Uint8Array): Known | null {
  const text = Buffer.from(head.subarray(0, 512)).toString("latin1");
  return signatures.find(({ bytes, at = 0 }) => text.startsWith(bytes, at)) ?? null;
}
