import { createHash } from "node:crypto";
import type { Database } from "./database.ts";
import { systemLabels } from "./gmail/system-labels.ts";

export type Account = {
  email: string;
  name: string;
  subject: string;
  history_id: number;
  history_floor: number;
  event_seq: number;
  event_floor: number;
};

// Ids below this one are ancient to every mailbox.
const firstHistoryId = 1_000_000;

export function listAccounts(database: Database): Account[] {
  return database.all<Account>("select * from accounts order by rowid");
}

export function findAccount(database: Database, email: string): Account | null {
  return database.one<Account>("select * from accounts where email = ?", email);
}

/** Makes the account with its labels and its calendar; leaves one that exists as it is. */
export function ensureAccount(database: Database, email: string, name: string, timeZone = "UTC"): Account {
  return database.atomically(() => {
    const known = findAccount(database, email);
    if (known !== null) return known;
    const digits = BigInt(`0x${createHash("sha256").update(email).digest("hex").slice(0, 16)}`).toString();
    database.run(
      "insert into accounts (email, name, subject, history_id, history_floor) values (?, ?, ?, ?, ?)",
      email,
      name,
      `1${digits.padStart(20, "0").slice(0, 20)}`,
      firstHistoryId,
      firstHistoryId,
    );
    for (const id of systemLabels) {
      database.run("insert into labels values (?, ?, ?, 'system')", email, id, id);
    }
    database.run("insert into calendars values (?, ?, ?, ?, 1)", email, email, email, timeZone);
    const made = findAccount(database, email);
    if (made === null) throw new Error("The account was not stored.");
    return made;
  });
}
