import { randomBytes } from "node:crypto";
import type { Google } from "../google.ts";
import { GoogleError } from "../errors.ts";
import { type Calendar, missing } from "./store.ts";

type Channel = {
  id: string;
  resource_id: string;
  address: string;
  token: string;
  expires_at: number;
  message_number: number;
};

const patienceMs = 5_000;
const lifeMs = 7 * 86_400_000;

export interface NewChannel {
  readonly id: string;
  readonly address: string;
  readonly token: string;
  readonly ttlSeconds: number | null;
}

/** Opens a channel and says hello on it, as Google does. */
export function openChannel(google: Google, calendar: Calendar, channel: NewChannel): unknown {
  const { id, address, token, ttlSeconds } = channel;
  if (id === "" || URL.parse(address) === null) {
    throw new GoogleError(400, "push.webhookUrlNotHttps", "WebHook callback must be HTTPS.");
  }
  const resourceId = randomBytes(16).toString("base64url");
  const expiresAt = Date.now() + (ttlSeconds === null ? lifeMs : ttlSeconds * 1_000);
  const known = google.database.one("select 1 as yes from channels where id = ?", id);
  if (known !== null) throw new GoogleError(400, "channelIdNotUnique", `Channel id ${id} not unique`);
  google.database.run(
    "insert into channels values (?, ?, ?, ?, ?, ?, ?, 1)",
    id,
    resourceId,
    calendar.email,
    calendar.id,
    address,
    token,
    expiresAt,
  );
  const opened = { id, resource_id: resourceId, address, token, expires_at: expiresAt, message_number: 1 };
  push(opened, calendar, "sync");
  return {
    kind: "api#channel",
    id,
    resourceId,
    resourceUri: uriOf(calendar),
    ...(token !== "" && { token }),
    expiration: String(expiresAt),
  };
}

export function closeChannel(google: Google, email: string, id: string, resourceId: string): void {
  const sql = "delete from channels where id = ? and resource_id = ? and email = ?";
  if (google.database.run(sql, id, resourceId, email) === 0) throw missing();
}

/** Tells every open channel of the calendar that something changed; what, it has to ask. */
export function announceEvents({ database }: Google, calendar: Calendar): void {
  const channels = database.all<Channel>(
    `update channels set message_number = message_number + 1
     where email = ? and calendar_id = ? and expires_at > ?
     returning id, resource_id, address, token, expires_at, message_number`,
    calendar.email,
    calendar.id,
    Date.now(),
  );
  for (const channel of channels) push(channel, calendar, "exists");
}

const uriOf = ({ id }: Calendar): string =>
  `https://www.googleapis.com/calendar/v3/calendars/${encodeURIComponent(id)}/events?alt=json`;

function push(channel: Channel, calendar: Calendar, state: "sync" | "exists"): void {
  fetch(channel.address, {
    method: "POST",
    headers: {
      "x-goog-channel-id": channel.id,
      "x-goog-channel-expiration": new Date(channel.expires_at).toUTCString(),
      "x-goog-resource-id": channel.resource_id,
      "x-goog-resource-uri": uriOf(calendar),
      "x-goog-resource-state": state,
      "x-goog-message-number": String(channel.message_number),
      ...(channel.token !== "" && { "x-goog-channel-token": channel.token }),
    },
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => undefined);
}
