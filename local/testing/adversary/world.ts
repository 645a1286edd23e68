import { randomBytes } from "node:crypto";

import { createApiKey } from "#server/api-keys/index.ts";
import { connectAccount } from "#server/connections/index.ts";
import { saveSecret } from "#server/connections/secrets.ts";
import { createContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { env, setEnv } from "#server/env.ts";

import { latestChangeSet } from "../ledger.ts";
import { newOwner } from "../owners.ts";
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
  const aims = {
    contactId: contact.id,
    changeSetId: await latestChangeSet(ctx),
    foreignContactId: foreign.id,
    foreignThreadId: threadId,
  };
  const { id: connectionId } = await connectAccount(ctx, {
    account: `${ctx.user.id.slice(-12)}@gmail.example`,
    grants: ["gmail", "calendar", "gmail_compose", "calendar_write"],
  });
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
