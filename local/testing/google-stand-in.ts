import { randomUUID } from "node:crypto";

import { afterAll, beforeAll } from "vitest";

import { client, mailScope, startTestGoogle, type TestGoogle } from "#local/services/google/testing.ts";
import { ensureAccount } from "#local/services/google/accounts.ts";
import { EventBody } from "#local/services/google/calendar/event.ts";
import {
  addCalendar,
  findCalendar,
  putEvent,
  removeCalendar,
} from "#local/services/google/calendar/store.ts";
import { changeLabels, deleteMessage } from "#local/services/google/gmail/change.ts";
import { replaceDraft, sendDraft } from "#local/services/google/gmail/draft-routes.ts";
import { addMessage, getMessage } from "#local/services/google/gmail/store.ts";
import { connectAccount } from "#server/connections/index.ts";
import { saveSecret } from "#server/connections/secrets.ts";
import type { Context } from "#server/core/index.ts";
import { env, setEnv } from "#server/env.ts";

import { source } from "./mail.ts";

const scopes = [mailScope, "https://www.googleapis.com/auth/calendar"];

/** One account at the stand-in, opened for its owner. */
export interface TestAccount {
  connectionId: string;
  email: string;
  /** Puts mails into the mailbox, oldest first; answers their ids. */
  deliver: (mails: Parameters<typeof source>[0][], labelIds?: string[]) => Promise<string[]>;
  /** Adds and removes labels of a mail. */
  label: (id: string, change: { add?: string[]; remove?: string[] }) => void;
  /** Writes a draft, in place of the one with this id; answers the id of its message. */
  draft: (mail: Parameters<typeof source>[0], instead?: string) => string;
  send: (draftId: string) => void;
  /** Lets the account write from another address too. */
  alias: (address: string) => void;
  /** Deletes a mail for good. */
  remove: (id: string) => void;
  /** Puts an event into the account's own calendar or this one, or changes the one with this id. */
  put: (event: Record<string, unknown> & { id: string }, calendarId?: string) => void;
  /** A further calendar in the account's list; answers its id. */
  addCalendar: (summary: string, role?: "owner" | "reader" | "freeBusyReader") => string;
  removeCalendar: (id: string) => void;
}

export interface GoogleStandIn {
  current: TestGoogle;
  /** A new account, or the one of this address once more. */
  connect: (owner: Context, email?: string) => Promise<TestAccount>;
  fault: (fault: Record<string, unknown>) => Promise<unknown>;
  pendingFaults: () => Promise<number>;
  requests: (path: RegExp) => Promise<number>;
}

/** The stand-in of Google in this process, with the environment pointing at it. After useTestDatabase(). */
export function useGoogleStandIn(): GoogleStandIn {
  let current: TestGoogle | undefined;
  const google = () => {
    if (!current) throw new Error("the stand-in has not started");
    return current;
  };
  beforeAll(async () => {
    current = await startTestGoogle();
    setEnv({
      ...env(),
      GOOGLE_CLIENT_ID: client.id,
      GOOGLE_CLIENT_SECRET: client.secret,
      GOOGLE_BASE_URL: current.url,
    });
  });
  afterAll(() => current?.close());
  return {
    get current() {
      return google();
    },
    connect: (owner, email) => connect(google(), owner, email),
    fault: (fault) => google().control("/__faults", fault),
    async pendingFaults() {
      return ((await google().control("/__faults")) as unknown[]).length;
    },
    async requests(path) {
      const made = (await google().control("/__requests")) as { path: string }[];
      return made.filter((request) => path.test(request.path)).length;
    },
  };
}

async function connect(
  google: TestGoogle,
  owner: Context,
  email = `${randomUUID().slice(0, 8)}@gmail.example`,
): Promise<TestAccount> {
  const { database } = google.google;
  ensureAccount(database, email, "Owner", "Europe/Berlin");
  const { id } = await connectAccount(
    { ...owner, door: "action" },
    {
      account: email,
      grants: ["gmail", "calendar", "gmail_compose", "gmail_send", "gmail_modify", "calendar_write"],
    },
  );
  const tokens = (await google.control("/__token", { account: email, scopes })) as {
    access_token: string;
    refresh_token: string;
  };
  await saveSecret(
    { workspaceId: owner.workspace.id, userId: owner.user.id, connectionId: id },
    {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  );
  return {
    connectionId: id,
    email,
    async deliver(mails, labelIds = ["INBOX"]) {
      const messages = mails.map((mail) => ({ raw: source(mail).replaceAll("\n", "\r\n"), labelIds }));
      const made = (await google.control("/__deliver", { account: email, messages })) as { id: string }[];
      return made.map((message) => message.id);
    },
    label(id, { add = [], remove = [] }) {
      changeLabels(database, email, id, { add, remove });
    },
    draft(mail, instead) {
      const raw = Buffer.from(
        source({ id: `${randomUUID()}@mail.example`, ...mail }).replaceAll("\n", "\r\n"),
      );
      if (instead !== undefined) {
        return replaceDraft(database, email, instead, { raw, threadId: undefined }).id;
      }
      return addMessage(database, email, { raw, labelIds: ["DRAFT"], dateFrom: "receipt" }).id;
    },
    send(id) {
      sendDraft(database, email, getMessage(database, email, id));
    },
    remove(id) {
      deleteMessage(database, email, id);
    },
    alias(address) {
      database.run("insert into aliases values (?, ?)", email, address);
    },
    addCalendar: (summary, role = "owner") =>
      addCalendar(database, email, { summary, role, timeZone: "Europe/Berlin" }).id,
    removeCalendar(id) {
      removeCalendar(database, findCalendar(database, email, id));
    },
    put(event, calendarId = "primary") {
      const calendar = findCalendar(database, email, calendarId);
      putEvent(database, calendar, { ...EventBody.parse(event), id: event.id });
    },
  };
}
