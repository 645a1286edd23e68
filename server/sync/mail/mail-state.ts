import type { MailState } from "./types.ts";

const draftLabels = new Set([
  "drafts",
  "draft",
  "entwürfe",
  "brouillons",
  "borradores",
  "concepten",
  "bozze",
  "rascunhos",
]);
const spamLabels = new Set(["spam", "junk"]);
const trashLabels = new Set([
  "trash",
  "bin",
  "papierkorb",
  "corbeille",
  "papelera",
  "prullenbak",
  "cestino",
  "lixeira",
]);

/**
 * Where a mail program had filed the message. Google Takeout says so in X-Gmail-Labels (in the user's language),
 * Thunderbird in X-Mozilla-Status (bit 0x0008: deleted, not yet compacted away); UW-IMAP and Pine keep a record of
 * their own as first message of a folder.
 */
export function mailState(read: (name: string) => string | null, labels: readonly string[]): MailState {
  if (read("x-imap") !== null && (read("subject") ?? "").startsWith("DON'T DELETE THIS MESSAGE"))
    return "folder_data";
  const names = labels.map((label) => label.toLowerCase());
  if (names.some((name) => spamLabels.has(name))) return "spam";
  if (names.some((name) => trashLabels.has(name))) return "deleted";
  if (names.some((name) => draftLabels.has(name))) return "draft";
  const status = read("x-mozilla-status") ?? "";
  const deleted = /^[0-9a-f]{4}$/i.test(status) && (Number.parseInt(status, 16) & 0x0008) !== 0;
  return deleted ? "deleted" : "kept";
}
