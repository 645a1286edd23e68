const known: Readonly<Record<string, string>> = {
  inbox: "INBOX",
  sent: "SENT",
  unread: "UNREAD",
  starred: "STARRED",
  important: "IMPORTANT",
  spam: "SPAM",
  trash: "TRASH",
  drafts: "DRAFT",
  "category personal": "CATEGORY_PERSONAL",
  "category social": "CATEGORY_SOCIAL",
  "category promotions": "CATEGORY_PROMOTIONS",
  "category updates": "CATEGORY_UPDATES",
  "category forums": "CATEGORY_FORUMS",
};

/** Gmail's own where an export of Gmail names them; otherwise sent by the account or in its inbox. */
export function labelsFor(raw: Uint8Array, email: string): string[] {
  const text = Buffer.from(raw.subarray(0, 65_536)).toString("latin1");
  const head = text.split(/\r?\n\r?\n/, 1)[0]?.replaceAll(/\r?\n[ \t]+/g, " ") ?? "";
  const named = /^X-Gmail-Labels:(.*)$/im.exec(head)?.[1];
  if (named !== undefined) {
    const labels = named.split(",").map((name) => known[name.trim().toLowerCase()]);
    return [...new Set(labels.filter((label) => label !== undefined))];
  }
  const from = /^From:(.*)$/im.exec(head)?.[1]?.toLowerCase() ?? "";
  return [from.includes(email) ? "SENT" : "INBOX"];
}
