import { beforeAll } from "vitest";

import { pushAccount, pushTopic } from "#local/services/google/google.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import type { Context } from "#server/core/index.ts";

import type { GoogleStandIn } from "./google-stand-in.ts";

export const audience = "http://localhost:3000/api/webhooks/gmail";

/** Lets Google tell of changes, as its installation would be set up. After useGoogleStandIn(). */
export function usePush(google: GoogleStandIn): void {
  beforeAll(() => {
    setEnv({
      ...env(),
      APP_URL: "http://localhost:3000",
      GMAIL_PUSH_TOPIC: pushTopic,
      GMAIL_PUSH_ACCOUNT: pushAccount,
      CALENDAR_PUSH: true,
      GOOGLE_BASE_URL: google.current.url,
    });
  });
}

interface Claims {
  audience?: string;
  account?: string;
}

/** What Pub/Sub posts when a mailbox changed. */
export function mailPush(
  google: GoogleStandIn,
  changed: { emailAddress: string; historyId: string },
  { audience: forWhom = audience, account = pushAccount }: Claims = {},
): Request {
  const token = google.current.google.signer.pushToken({ audience: forWhom, account });
  return mailPushWith(`Bearer ${token}`, changed);
}

export function mailPushWith(authorization: string, changed: unknown): Request {
  const data = Buffer.from(JSON.stringify(changed)).toString("base64");
  return new Request(audience, {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization === "" ? {} : { authorization }) },
    body: JSON.stringify({ message: { data, messageId: "1" }, subscription: "projects/x/subscriptions/y" }),
  });
}

export interface Channel extends Record<string, string> {
  id: string;
  resource_id: string;
  token: string;
  address: string;
}

/** The channels that stand open at Google for an account. */
export const channelsOf = (google: GoogleStandIn, email: string): Channel[] =>
  google.current.google.database.all<Channel>(
    "select id, resource_id, token, address from channels where email = ? order by rowid",
    email,
  );

export function calendarPush(channel: Channel, more: Record<string, string> = {}): Request {
  return new Request(channel.address, {
    method: "POST",
    headers: {
      "x-goog-channel-id": channel.id,
      "x-goog-resource-id": channel.resource_id,
      "x-goog-channel-token": channel.token,
      "x-goog-resource-state": "exists",
      "x-goog-message-number": "2",
      ...more,
    },
  });
}

/** Jobs of a kind in a workspace, by status. */
export async function jobsOf(owner: Context, kind: string): Promise<string[]> {
  const rows = await systemPool().client<{ status: string }[]>`
    select status from crm.jobs where workspace_id = ${owner.workspace.id} and kind = ${kind} order by id`;
  return rows.map((row) => row.status);
}
