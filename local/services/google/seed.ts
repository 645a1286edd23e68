import type { DemoEvent, DemoMailbox } from "#local/demo/types.ts";
import { ensureAccount, findAccount } from "./accounts.ts";
import { EventBody } from "./calendar/event.ts";
import { addCalendar, findCalendar, putEvent } from "./calendar/store.ts";
import type { Database } from "./database.ts";
import { addMessage, getMessage } from "./gmail/store.ts";

/** Makes the account with all its mail and events, unless it is there. True where it was made. */
export function seedMailbox(database: Database, mailbox: DemoMailbox): boolean {
  const { email, name } = mailbox.account;
  if (findAccount(database, email) !== null) return false;
  database.atomically(() => {
    ensureAccount(database, email, name, timeZoneOf(mailbox.events));
    const threads = new Map<string, string>();
    for (const { id, threadKey, labelIds, raw } of mailbox.messages) {
      const threadId = threads.get(threadKey);
      addMessage(database, email, { id, threadId, labelIds, raw: Buffer.from(raw) });
      if (threadId === undefined) threads.set(threadKey, getMessage(database, email, id).thread_id);
    }
    const calendar = findCalendar(database, email, "primary");
    for (const event of mailbox.events) {
      putEvent(database, calendar, { ...EventBody.parse(event), id: event.id }, event.updated);
    }
    for (const { events, id, summary, timeZone, role } of mailbox.calendars) {
      const other = addCalendar(database, email, { id, summary, timeZone, role });
      for (const event of events) {
        putEvent(database, other, { ...EventBody.parse(event), id: event.id }, event.updated);
      }
    }
    // To its owner all of this is long past.
    database.run("delete from history where email = ?", email);
    database.run("update accounts set history_floor = history_id where email = ?", email);
  });
  return true;
}

function timeZoneOf(events: readonly DemoEvent[]): string {
  const zones = events.flatMap(({ start }) => ("timeZone" in start ? [start.timeZone] : []));
  return zones[0] ?? "UTC";
}
