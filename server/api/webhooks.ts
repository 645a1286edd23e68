import { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { isPushToken } from "#server/google/index.ts";
import { gmailPush, notePush } from "#server/sync/index.ts";

import { refuse, requestIdOf } from "./envelope.ts";
import { readJsonBody } from "./json-body.ts";
import { nothingHere } from "./rest.ts";

const bodyMaxBytes = 16 * 1024;
const dataMaxChars = 4_096;

const PubSubPush = z.object({ message: z.object({ data: z.base64().max(dataMaxChars) }) });
const MailboxChanged = z.object({
  emailAddress: z.email().max(320),
  historyId: z
    .union([z.string(), z.int().positive()])
    .transform(String)
    .pipe(z.string().regex(/^\d{1,30}$/)),
});

const done = () => new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
const stranger = () => new AppError("unauthenticated", "Only Google's own pushes are taken here.");

/** /api/webhooks/gmail: Pub/Sub tells that a mailbox changed, with a token that Google signed. */
export async function gmailPushHandler(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    const push = gmailPush();
    const token = /^Bearer ([\w.-]{1,8192})$/.exec(request.headers.get("authorization") ?? "")?.[1];
    if (!push || token === undefined || !(await isPushToken(token, push))) throw stranger();
    const changed = changeOf(await readJsonBody(request, bodyMaxBytes));
    // What nobody here can read would come again for days: it is taken as read. So is a mailbox that nobody here has.
    if (changed) {
      await notePush({
        source: "gmail",
        account: changed.emailAddress.toLowerCase(),
        historyId: changed.historyId,
      });
    }
    return done();
  } catch (error) {
    return refuse(error, requestId);
  }
}

function changeOf(body: unknown): z.output<typeof MailboxChanged> | null {
  const pushed = PubSubPush.safeParse(body);
  if (!pushed.success) return null;
  try {
    const data: unknown = JSON.parse(Buffer.from(pushed.data.message.data, "base64").toString());
    return MailboxChanged.safeParse(data).data ?? null;
  } catch {
    return null;
  }
}

const headerMaxChars = 512;

/** /api/webhooks/calendar: Google tells on a channel of ours that a calendar changed. Its headers say all, no body is read. */
export async function calendarPushHandler(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    const header = (name: string) => (request.headers.get(`x-goog-${name}`) ?? "").slice(0, headerMaxChars);
    const isOurs = await notePush({
      source: "calendar",
      channelId: header("channel-id"),
      resourceId: header("resource-id"),
      token: header("channel-token"),
      isHello: header("resource-state") === "sync",
    });
    // One answer for an unknown channel, a wrong token and any other address.
    if (!isOurs) throw nothingHere();
    return done();
  } catch (error) {
    return refuse(error, requestId);
  }
}
