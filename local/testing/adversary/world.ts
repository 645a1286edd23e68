import { randomBytes } from "node:crypto";

import { createApiKey } from "#server/api-keys/index.ts";
import { saveSecret } from "#server/connections/secrets.ts";
import { createContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { env, setEnv } from "#server/env.ts";

import { latestChangeSet } from "../ledger.ts";
import { connectEverything } from "../google-mailbox.ts";
import { newOwner } from "../owners.ts";
import { newEvent } from "../seed-event.ts";
import { newMail } from "../seed-mail.ts";
import type { Aims } from "./payloads.ts";

export interface World {
  ctx: Context;
  aims: Aims;
  /** What nobody may ever see: bytes of another workspace, and secrets of this one. */
  canaries: readonly string[];
}

const canary = (what: string): string => `canary-${what}-${randomBytes(9).toString("hex")}`;

/** A workspace with something to lose, beside another one that it knows nothing of. */
export async function newWorld(): Promise<World> {
  const [foreignName, foreignBody, token, refresh, modelKey] = [
    "name",
    "body",
    "token",
    "refresh",
    "model",
  ].map(canary);
  const stranger = await newOwner();
  const foreign = await createContact(stranger, { displayName: `Zoe ${foreignName}` });
  const { threadId } = await newMail(stranger, {
    from: "zoe@far.example",
    to: "them@far.example",
    subject: `Private ${foreignBody}`,
    body: `Private ${foreignBody}`,
    contactId: foreign.id,
  });
  const ctx = await newOwner();
  const contact = await createContact(ctx, { displayName: "Ada Byron", emails: ["ada@loom.example"] });
  const changeSetId = await latestChangeSet(ctx);
  const { connectionId, threadIds } = await connectEverything(ctx, [
    { from: "ada@loom.example", to: "me@home.example", subject: "Offer", body: "Ten it is." },
  ]);
  const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
  const event = await newEvent(ctx, connectionId, { title: "Review", startAt: inAYear, minutes: 30 });
  const aims = {
    ...{ contactId: contact.id, changeSetId, eventId: event.id, threadId: threadIds[0] ?? "" },
    ...{ foreignContactId: foreign.id, foreignThreadId: threadId },
  };
  await saveSecret(
    { workspaceId: ctx.workspace.id, userId: ctx.user.id, connectionId },
    { accessToken: token ?? "", refreshToken: refresh ?? "", expiresAt: new Date(Date.now() + 3_600_000) },
  );
  const key = await createApiKey(ctx, { name: "Program", scopes: ["*"] });
  const settings = env();
  setEnv({ ...settings, OPENAI_API_KEY: modelKey });
  const { APP_SECRET, DATABASE_URL, SYSTEM_DATABASE_URL } = settings;
  const passwords = [DATABASE_URL, SYSTEM_DATABASE_URL].map((url) => new URL(url).password);
  return {
    ctx,
    aims,
    canaries: [
      ...[foreignName, foreignBody, token, refresh, modelKey, key.key, APP_SECRET, ...passwords].flatMap(
        (one) => (one ? [one] : []),
      ),
    ],
  };
}
