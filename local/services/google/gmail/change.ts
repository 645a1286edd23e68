import type { Database } from "../database.ts";
import { GoogleError } from "../errors.ts";
import { advance, record } from "./history.ts";
import { type StoredMessage, getMessage, labelsOf } from "./store.ts";

/** Adds and removes labels, one history entry for each. */
export function changeLabels(
  database: Database,
  email: string,
  id: string,
  change: { add: readonly string[]; remove: readonly string[] },
): StoredMessage {
  return database.atomically(() => {
    refuseUnknown(database, email, [...change.add, ...change.remove]);
    const message = getMessage(database, email, id);
    const before = labelsOf(database, email, id);
    const added = change.add.filter((label) => !before.includes(label));
    const removed = change.remove.filter((label) => before.includes(label));
    for (const label of added) {
      database.run("insert into message_labels values (?, ?, ?)", email, id, label);
    }
    for (const label of removed) {
      database.run(
        "delete from message_labels where email = ? and message_id = ? and label_id = ?",
        email,
        id,
        label,
      );
    }
    const after = labelsOf(database, email, id);
    for (const [kind, labels] of [
      ["labelsAdded", added],
      ["labelsRemoved", removed],
    ] as const) {
      if (labels.length === 0) continue;
      const historyId = advance(database, email);
      record(database, historyId, kind, message, after, labels);
      database.run("update messages set history_id = ? where email = ? and id = ?", historyId, email, id);
    }
    return getMessage(database, email, id);
  });
}

export function deleteMessage(database: Database, email: string, id: string): void {
  database.atomically(() => {
    const message = getMessage(database, email, id);
    const labels = labelsOf(database, email, id);
    database.run("delete from message_labels where email = ? and message_id = ?", email, id);
    database.run("delete from messages where email = ? and id = ?", email, id);
    record(database, advance(database, email), "messagesDeleted", message, labels, []);
  });
}

export function refuseUnknown(database: Database, email: string, labelIds: readonly string[]): void {
  for (const label of labelIds) {
    const known = database.one("select 1 as yes from labels where email = ? and id = ?", email, label);
    if (known === null) throw new GoogleError(400, "invalidArgument", `Invalid label: ${label}`);
  }
}
