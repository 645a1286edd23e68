import { randomUUID } from "node:crypto";

import { mailScope } from "#local/services/google/testing.ts";
import { ensureAccount } from "#local/services/google/accounts.ts";
import { deleteEvent, insertEvent, updateEvent } from "#local/services/google/calendar/change.ts";
import { currentSeq, findCalendar, findEvent } from "#local/services/google/calendar/store.ts";
import { encodeToken } from "#local/services/google/calendar/sync-token.ts";
import type { Google } from "#local/services/google/google.ts";
import { changeLabels, deleteMessage } from "#local/services/google/gmail/change.ts";
import { replaceDraft, sendDraft } from "#local/services/google/gmail/draft-routes.ts";
import { currentHistoryId } from "#local/services/google/gmail/history.ts";
import { sendMessage } from "#local/services/google/gmail/send.ts";
import { addMessage, getMessage, labelsOf, rawOf } from "#local/services/google/gmail/store.ts";
import { makeAccessToken, makeRefreshToken } from "#local/services/google/oauth/tokens.ts";
import { connectAccount } from "#server/connections/index.ts";
import { saveSecret } from "#server/connections/secrets.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";
import { notePush, processSync } from "#server/sync/index.ts";

import type { Happening } from "./history.ts";

/** What leaves a place is one of those that are there. */
const places: Partial<Record<Happening["do"], string>> = { untrash: "TRASH", unspam: "SPAM" };
const calendarScope = "https://www.googleapis.com/auth/calendar";

/** What happens on our side, or to what ties the two together. */
type Ours = "sync" | "crash" | "push" | "expire history" | "expire sync token" | "revoke and reconnect";

/** One account at the stand-in that is followed from its empty beginning, and what happens to it. */
export class World {
  readonly tag = randomUUID().slice(0, 8);
  readonly email = `own.${this.tag}@gmail.example`;
  connectionId = "";
  readonly #google: Google;
  readonly #owner: Context;
  /** Of a sync that was cut off: the same one goes on. */
  #jobId = newId();
  #count = 0;
  readonly #mails: string[] = [];
  #drafts: string[] = [];
  readonly #events: { id: string; series: boolean }[] = [];

  constructor(google: Google, owner: Context) {
    this.#google = google;
    this.#owner = owner;
  }

  async open(): Promise<void> {
    const { database } = this.#google;
    ensureAccount(database, this.email, "Owner", "Europe/Berlin");
    await this.#connect();
    const rule = JSON.stringify({ previewId: newId(), addresses: [this.email], listAddresses: [] });
    const { seq } = currentSeq(database, this.email);
    const token = encodeToken({ seq, singleEvents: false, timeMin: null, timeMax: null });
    const { client } = systemPool();
    const { workspace, user } = this.#owner;
    await client`
      insert into crm.sync_cursors (id, workspace_id, owner_id, audience, connection_id, source, part, cursor, rule)
      values
        (${newId()}, ${workspace.id}, ${user.id}, 'private', ${this.connectionId}, 'gmail', '',
          ${String(currentHistoryId(database, this.email))}, ${rule}::text::jsonb),
        (${newId()}, ${workspace.id}, ${user.id}, 'private', ${this.connectionId}, 'calendar', 'primary', ${token}, ${rule}::text::jsonb)`;
  }

  async #connect(): Promise<void> {
    const { database, client } = this.#google;
    const grants = ["gmail", "calendar"] as const;
    const { id } = await connectAccount(
      { ...this.#owner, door: "action" },
      { account: this.email, grants: [...grants] },
    );
    this.connectionId = id;
    const holder = { clientId: client.id, email: this.email, scopes: `${mailScope} ${calendarScope}` };
    await saveSecret(
      { workspaceId: this.#owner.workspace.id, userId: this.#owner.user.id, connectionId: id },
      {
        accessToken: makeAccessToken(database, holder, 3_600),
        refreshToken: makeRefreshToken(database, holder),
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    );
  }

  async happen(happening: Happening): Promise<void> {
    switch (happening.do) {
      case "sync":
        await this.sync();
        return;
      case "crash":
        await this.#syncUntilKilled(happening.after);
        return;
      case "push":
        await this.#push(happening);
        return;
      case "expire history":
        this.#google.database.run(
          "update accounts set history_id = history_id + 1, history_floor = history_id + 1 where email = ?",
          this.email,
        );
        return;
      case "expire sync token":
        this.#google.database.run(
          "update accounts set event_seq = event_seq + 1, event_floor = event_seq + 1 where email = ?",
          this.email,
        );
        return;
      case "revoke and reconnect":
        this.#google.database.run("delete from tokens where email = ?", this.email);
        await this.#attempt(this.#job(Number.POSITIVE_INFINITY)).catch(() => undefined);
        await this.#connect();
        return;
      default:
        this.#google.database.atomically(() => this.#atGoogle(happening));
    }
  }

  /** Until it is in step. */
  async sync(): Promise<void> {
    await this.#attempt(this.#job(Number.POSITIVE_INFINITY));
    this.#jobId = newId();
  }

  async #attempt(job: RunningJob<"connections.sync">): Promise<void> {
    await processSync(job);
  }

  /** A worker that dies before its nth step commits: nothing of that step, nor of what would follow, is done. */
  async #syncUntilKilled(steps: number): Promise<void> {
    try {
      await this.#attempt(this.#job(steps));
      this.#jobId = newId();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }

  /** However many come, and whatever they say: at most one sync is asked for. */
  async #push({ times, old }: { times: number; old: boolean }): Promise<void> {
    const now = currentHistoryId(this.#google.database, this.email);
    const ids = Array.from({ length: times }, (_, index) => now - (old ? index : 0));
    await Promise.all(
      ids
        .reverse()
        .map((id) => notePush({ source: "gmail", account: this.email, historyId: String(Math.max(1, id)) })),
    );
    const jobs = await systemPool().client<{ id: string }[]>`
      delete from crm.jobs where key = ${this.connectionId} and kind = 'connections.sync' returning id`;
    if (jobs.length > 1) throw new Error(`${String(jobs.length)} syncs for one burst`);
    if (jobs.length === 1) await this.sync();
  }

  #job(killedAt: number): RunningJob<"connections.sync"> {
    const abort = new AbortController();
    let steps = 0;
    const { user, workspace, role, log } = this.#owner;
    const id = this.#jobId;
    return {
      id,
      ctx: {
        ...{ user, workspace, role, log },
        actor: { kind: "job", jobId: id },
        door: "batch",
        requestId: id,
        signal: abort.signal,
        reason: { jobId: id },
      },
      payload: { connectionId: this.connectionId },
      signal: abort.signal,
      checkpoint() {
        if (++steps < killedAt) return Promise.resolve();
        const killed = new Killed();
        abort.abort(killed);
        return Promise.reject(killed);
      },
      told: () => Promise.resolve(),
      turnIsOver: () => Promise.resolve(false),
    };
  }

  #atGoogle(happening: Exclude<Happening, { do: Ours }>): void {
    const { database } = this.#google;
    switch (happening.do) {
      case "deliver": {
        const { person, reply, labels } = happening;
        const answers = reply ? this.#nth(this.#mails, this.#count) : undefined;
        this.#mails.push(this.#add(this.#letter(this.#person(person), this.email, answers), labels));
        return;
      }
      case "deliver again": {
        const id = this.#nth(this.#mails, happening.nth);
        if (id === undefined) return;
        const raw = Buffer.from(rawOf(database, getMessage(database, this.email, id)));
        this.#mails.push(this.#add(raw, ["INBOX"]));
        return;
      }
      case "send": {
        const raw = this.#letter(this.email, this.#person(happening.person), undefined);
        this.#mails.push(
          sendMessage(database, this.email, { raw, labelIds: [], threadId: undefined }).sent.id,
        );
        return;
      }
      case "draft":
        this.#drafts.push(
          this.#add(this.#letter(this.email, this.#person(happening.person), undefined), ["DRAFT"]),
        );
        return;
      case "change draft": {
        const id = this.#nth(this.#drafts, happening.nth);
        if (id === undefined) return;
        const raw = this.#letter(this.email, this.#person(0), undefined);
        const changed = replaceDraft(database, this.email, id, { raw, threadId: undefined }).id;
        this.#drafts = this.#drafts.map((draft) => (draft === id ? changed : draft));
        return;
      }
      case "send draft": {
        const id = this.#nth(this.#drafts, happening.nth);
        if (id === undefined) return;
        this.#drafts = this.#drafts.filter((draft) => draft !== id);
        this.#mails.push(sendDraft(database, this.email, getMessage(database, this.email, id)).sent.id);
        return;
      }
      case "label":
      case "trash":
      case "untrash":
      case "spam":
      case "unspam":
      case "delete":
        this.#moveMail(happening);
        return;
      case "event":
      case "change event":
      case "call off":
      case "call on":
      case "move occurrence":
      case "call occurrence off":
        this.#meet(happening);
    }
  }

  #moveMail(
    happening: Extract<Happening, { do: "label" | "trash" | "untrash" | "spam" | "unspam" | "delete" }>,
  ): void {
    const { database } = this.#google;
    const place = places[happening.do];
    const id = this.#nth(
      this.#mails.filter(
        (mail) => place === undefined || labelsOf(database, this.email, mail).includes(place),
      ),
      happening.nth,
    );
    if (id === undefined) return;
    const change = (add: string[], remove: string[]) =>
      changeLabels(database, this.email, id, { add, remove });
    switch (happening.do) {
      case "label":
        if (labelsOf(database, this.email, id).includes(happening.label)) change([], [happening.label]);
        else change([happening.label], []);
        return;
      case "trash":
        change(["TRASH"], ["INBOX"]);
        return;
      case "untrash":
        change(["INBOX"], ["TRASH"]);
        return;
      case "spam":
        change(["SPAM"], ["INBOX"]);
        return;
      case "unspam":
        change(["INBOX"], ["SPAM"]);
        return;
      case "delete":
        deleteMessage(database, this.email, id);
        this.#mails.splice(this.#mails.indexOf(id), 1);
    }
  }

  #meet(
    happening: Extract<
      Happening,
      { do: "event" | "change event" | "call off" | "call on" | "move occurrence" | "call occurrence off" }
    >,
  ): void {
    const google = this.#google;
    const calendar = findCalendar(google.database, this.email, "primary");
    const change = { google, calendar, query: new URLSearchParams() };
    const number = ++this.#count;
    const guests = (person: number) => [
      { email: this.email, responseStatus: "accepted" },
      { email: `e${String(person)}.${this.tag}@firm.example`, responseStatus: "accepted" },
    ];
    if (happening.do === "event") {
      const id = `e${this.tag}v${String(number)}`;
      this.#events.push({ id, series: happening.series });
      insertEvent(change, {
        id,
        summary: `Event ${String(number)}`,
        start: { dateTime: "2026-03-04T09:00:00+01:00", timeZone: "Europe/Berlin" },
        end: { dateTime: "2026-03-04T10:00:00+01:00", timeZone: "Europe/Berlin" },
        attendees: guests(happening.person),
        ...(happening.series ? { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=4"] } : {}),
      });
      return;
    }
    const isOfSeries = happening.do === "move occurrence" || happening.do === "call occurrence off";
    const event = this.#nth(
      this.#events.filter(({ series }) => !isOfSeries || series),
      happening.nth,
    );
    if (!event) return;
    const isOff = findEvent(google.database, calendar, event.id)?.status === "cancelled";
    const patch = (id: string, body: unknown) =>
      updateEvent(change, id, body, { whole: false, ifMatch: null });
    switch (happening.do) {
      case "change event":
        if (!isOff)
          patch(event.id, { summary: `Event ${String(number)}`, attendees: guests(happening.person) });
        return;
      case "call off":
        if (!isOff) deleteEvent(change, event.id, null);
        return;
      case "call on":
        if (isOff) patch(event.id, { status: "confirmed" });
        return;
      case "move occurrence":
      case "call occurrence off": {
        const day = String(4 + 7 * happening.week).padStart(2, "0");
        const id = `${event.id}_202603${day}T080000Z`;
        if (isOff || findEvent(google.database, calendar, id)?.status === "cancelled") return;
        if (happening.do === "call occurrence off") deleteEvent(change, id, null);
        else {
          patch(id, {
            summary: `Event ${String(number)}`,
            start: {
              dateTime: `2026-03-${day}T1${String(number % 9)}:00:00+01:00`,
              timeZone: "Europe/Berlin",
            },
            end: { dateTime: `2026-03-${day}T20:00:00+01:00`, timeZone: "Europe/Berlin" },
          });
        }
      }
    }
  }

  #nth<T>(list: readonly T[], nth: number): T | undefined {
    return list[nth % Math.max(1, list.length)];
  }

  readonly #person = (number: number): string => `m${String(number)}.${this.tag}@firm.example`;

  #add(raw: Buffer, labelIds: readonly string[]): string {
    return addMessage(this.#google.database, this.email, { raw, labelIds, dateFrom: "receipt" }).id;
  }

  /** With a subject of its own, and every Message-ID of the conversation before it. */
  #letter(from: string, to: string, answers: string | undefined): Buffer {
    const number = ++this.#count;
    const { database } = this.#google;
    const text =
      answers === undefined
        ? ""
        : Buffer.from(rawOf(database, getMessage(database, this.email, answers))).toString();
    const chain = [...text.matchAll(/^(?:References|Message-ID): (.*?)\r?$/gm)].map(([, ids]) => ids ?? "");
    return Buffer.from(
      [
        `From: ${from}`,
        `To: ${to}`,
        `Subject: Letter ${String(number)} ${this.tag}`,
        `Date: ${new Date(Date.UTC(2026, 0, 1, 0, number)).toUTCString()}`,
        ...(chain.length > 0 ? [`References: ${chain.join(" ")}`] : []),
        `Message-ID: <${String(number)}.${this.tag}@mail.example>`,
        "",
        `Text ${String(number)}`,
        "",
      ].join("\r\n"),
    );
  }
}

class Killed extends Error {
  constructor() {
    super("killed");
    this.name = "Killed";
  }
}
