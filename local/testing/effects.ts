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

/** What was held may go now, as if its time were over. */
export async function endHold({ workspace }: Context): Promise<void> {
  const { client } = systemPool();
  await client`update crm.effects set held_until = now() where workspace_id = ${workspace.id} and held_until is not null`;
  await client`update crm.jobs set run_at = now()
    where workspace_id = ${workspace.id} and kind = 'effects.perform' and status = 'queued'`;
}

/** The drafts of this mailbox, with their text as it stands there. */
export const draftsAtGoogle = (google: GoogleStandIn, email: string) => mailAtGoogle(google, email, "DRAFT");

/** What went out from this mailbox. */
export const sentAtGoogle = (google: GoogleStandIn, email: string) => mailAtGoogle(google, email, "SENT");

function mailAtGoogle({ current: { google } }: GoogleStandIn, email: string, label: string) {
  const { database } = google;
  return database
    .all<StoredMessage>("select * from messages where email = ? order by internal_date, id", email)
    .filter(({ id }) => labelsOf(database, email, id).includes(label))
    .map((message) => ({
      id: message.id,
      threadId: message.thread_id,
      raw: Buffer.from(rawOf(database, message)).toString(),
    }));
}
