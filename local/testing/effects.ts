import { findCalendar, listEvents } from "#local/services/google/calendar/store.ts";
import { labelsOf, rawOf, type StoredMessage } from "#local/services/google/gmail/store.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import type { GoogleStandIn } from "./google-stand-in.ts";

interface EffectState {
  id: string;
  operation: string;
  key: string;
  status: string;
  attempts: number;
  response: { done?: Record<string, string | null>; undone?: boolean; error?: { code: string } } | null;
}

/** What the workspace did or wants done outside, oldest first. */
export const effectsOf = ({ workspace }: Context): Promise<EffectState[]> => systemPool().client<
  EffectState[]
>`
  select id, operation, key, status, attempts, response from crm.effects
  where workspace_id = ${workspace.id} order by id`;

/** The events that stand in this account's calendar. */
export function eventsAtGoogle({ current: { google } }: GoogleStandIn, email: string) {
  return listEvents(google.database, findCalendar(google.database, email, "primary"))
    .map(({ event }) => event)
    .filter(({ status }) => status !== "cancelled");
}

/** The drafts of this mailbox, with their text as it stands there. */
export function draftsAtGoogle({ current: { google } }: GoogleStandIn, email: string) {
  const { database } = google;
  return database
    .all<StoredMessage>("select * from messages where email = ? order by internal_date, id", email)
    .filter(({ id }) => labelsOf(database, email, id).includes("DRAFT"))
    .map((message) => ({
      id: message.id,
      threadId: message.thread_id,
      raw: Buffer.from(rawOf(database, message)).toString(),
    }));
}
