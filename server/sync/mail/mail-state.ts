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
  "utkast",
  "kladder",
  "luonnokset",
  "wersje robocze",
  "koncepty",
  "taslaklar",
  "черновики",
  "чернетки",
  "下書き",
  "草稿",
  "임시보관함",
]);
const spamLabels = new Set([
  "spam",
  "junk",
  "roskaposti",
  "спам",
  "迷惑メール",
  "垃圾邮件",
  "垃圾郵件",
  "스팸함",
]);
const trashLabels = new Set([
  "trash",
  "bin",
  "papierkorb",
  "corbeille",
  "papelera",
  "prullenbak",
  "cestino",
  "lixeira",
  "lixo",
  "papperskorgen",
  "papirkurv",
  "papirkurven",
  "roskakori",
  "kosz",
  "koš",
  "çöp kutusu",
  "корзина",
  "кошик",
  "ゴミ箱",
  "已删除邮件",
  "垃圾桶",
  "휴지통",
]);

/**
 * Where a mail program had filed the message. Google Takeout says so in X-Gmail-Labels (in the user's language),
 * Thunderbird in X-Mozilla-Status (bit 0x0008: expunged, not yet compacted away) and, of what it copied from a server, in
 * X-Mozilla-Status2 (bit 0x00200000: deleted there); UW-IMAP and Pine keep a record of
 * their own as first message of a folder.
 */
export function mailState(read: (name: string) => string | null, labels: readonly string[]): MailState {
  if (read("x-imap") !== null && (read("subject") ?? "").startsWith("DON'T DELETE THIS MESSAGE"))
    return "folder_data";
  const names = labels.map((label) => label.toLowerCase());
  if (names.some((name) => spamLabels.has(name))) return "spam";
  if (names.some((name) => trashLabels.has(name))) return "deleted";
  if (names.some((name) => draftLabels.has(name))) return "draft";
  const hasFlag = (name: string, flag: number): boolean => {
    const status = read(name) ?? "";
    return /^[0-9a-f]{4,8}$/i.test(status) && (Number.parseInt(status, 16) & flag) !== 0;
  };
  const deleted = hasFlag("x-mozilla-status", 0x0008) || hasFlag("x-mozilla-status2", 0x0020_0000);
  return deleted ? "deleted" : "kept";
}
