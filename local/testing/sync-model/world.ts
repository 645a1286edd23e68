import { randomUUID } from "node:crypto";

import { SyncControls } from "#lib/schemas/sync-controls.ts";
import { importAccount } from "#local/testing/google-sync.ts";
import { mailScope } from "#local/services/google/testing.ts";
import { ensureAccount } from "#local/services/google/accounts.ts";
import { addCalendar, currentSeq } from "#local/services/google/calendar/store.ts";
import { encodeToken } from "#local/services/google/calendar/sync-token.ts";
import type { Google } from "#local/services/google/google.ts";
import { currentHistoryId } from "#local/services/google/gmail/history.ts";
import { makeAccessToken, makeRefreshToken } from "#local/services/google/oauth/tokens.ts";
import { connectAccount } from "#server/connections/index.ts";
import { saveSecret } from "#server/connections/secrets.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { notePush, processSync, restoreRule, revokeRule } from "#server/sync/index.ts";

import type { Happening } from "./history.ts";
import { Letters, type OfMail } from "./letters.ts";
import { Meetings, type OfMeetings } from "./meetings.ts";
import { eventBodies } from "./oracle.ts";
import { pick } from "./pick.ts";
import { Killed, runningSync } from "./running-job.ts";

const calendarScope = "https://www.googleapis.com/auth/calendar";

/** By the rule of the model's accounts, nothing that is private, or was declined. */
const chosen = { declined: false, private: false, allDay: true };

/** One account at the stand-in that is followed from its empty beginning or by an import, and what happens to it. */
export class World {
  readonly tag = randomUUID().slice(0, 8);
  readonly email = `own.${this.tag}@gmail.example`;
  connectionId = "";
  /** What stood in a calendar when it was unticked, by its id at the stand-in: nothing of it changes here from then on. */
  readonly unticked = new Map<string, string[]>();
  #isFollowed = false;
  readonly #google: Google;
  readonly #owner: Context;
  /** Of a sync that was cut off: the same one goes on. */
  #jobId = newId();
  readonly #letters: Letters;
  readonly #meetings: Meetings;
  /** As we call them, and as the stand-in does. */
  readonly #calendars: readonly { part: string; id: string }[];

  constructor(google: Google, owner: Context) {
    this.#google = google;
    this.#owner = { ...owner, door: "action" };
    const { email, tag } = this;
    ensureAccount(google.database, email, "Owner", "Europe/Berlin");
    const team = { summary: "Team", role: "owner", timeZone: "Europe/Berlin" };
    const { id } = addCalendar(google.database, email, team);
    this.#calendars = [
      { part: "primary", id: email },
      { part: id, id },
    ];
    this.#letters = new Letters(google, { email, tag });
    this.#meetings = new Meetings(google, { email, tag, calendarIds: [email, id] });
  }

  /** `byImport`: it is followed once it was imported. */
  async open({ byImport }: { byImport: boolean }): Promise<void> {
    const { database } = this.#google;
    await this.#connect();
    if (byImport) return;
    this.#isFollowed = true;
    const { seq } = currentSeq(database, this.email);
    const token = encodeToken({ seq, singleEvents: false, timeMin: null, timeMax: null });
    await this.#follow("gmail", "", String(currentHistoryId(database, this.email)));
    for (const { part } of this.#calendars) await this.#follow("calendar", part, token);
  }

  async #follow(source: "gmail" | "calendar", part: string, cursor: string): Promise<void> {
    const controls = SyncControls.parse({
      addresses: [this.email],
      calendar: chosen,
    });
    const rule = JSON.stringify({
      previewId: newId(),
      addresses: [this.email],
      listAddresses: [],
      ...(source === "calendar" ? { controls } : {}),
    });
    const { workspace, user } = this.#owner;
    await systemPool().client`
      insert into crm.sync_cursors (id, workspace_id, owner_id, audience, connection_id, source, part, cursor, rule)
      values (${newId()}, ${workspace.id}, ${user.id}, 'private', ${this.connectionId}, ${source}, ${part}, ${cursor}, ${rule}::text::jsonb)`;
  }

  async #connect(): Promise<void> {
    const { database, client } = this.#google;
    const { id } = await connectAccount(this.#owner, { account: this.email, grants: ["gmail", "calendar"] });
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

  async #import(): Promise<void> {
    if (this.#isFollowed) return;
    this.#isFollowed = true;
    const controls = {
      gmail: {},
      calendar: { calendar: chosen, calendars: this.#calendars.map(({ part }) => part) },
    };
    const { connectionId } = this;
    for (const source of ["gmail", "calendar"] as const) {
      const batch = await importAccount(this.#owner, { connectionId }, source, controls[source]);
      if (batch.status !== "done") throw new Error(`the import is ${batch.status}`);
    }
  }

  async happen(happening: Happening): Promise<void> {
    const { database } = this.#google;
    if (!this.#isFollowed && ofFollowing.has(happening.do)) return;
    switch (happening.do) {
      case "import":
        await this.#import();
        return;
      case "sync":
        await this.sync();
        return;
      case "crash":
        await this.#syncUntilKilled(happening.after);
        return;
      case "push":
        await this.#push(happening);
        return;
      case "untick":
      case "tick":
        await this.#tick(happening);
        return;
      case "expire history":
        database.run(
          "update accounts set history_id = history_id + 1, history_floor = history_id + 1 where email = ?",
          this.email,
        );
        return;
      case "expire sync token":
        database.run(
          "update accounts set event_seq = event_seq + 1, event_floor = event_seq + 1 where email = ?",
          this.email,
        );
        return;
      case "revoke and reconnect":
        database.run("delete from tokens where email = ?", this.email);
        await processSync(this.#job()).catch(() => undefined);
        await this.#connect();
        return;
      default:
        database.atomically(() => {
          if (isOfMeetings(happening)) this.#meetings.happen(happening);
          else this.#letters.happen(happening);
        });
    }
  }

  /** Until it is in step. */
  async sync(): Promise<void> {
    await processSync(this.#job());
    this.#jobId = newId();
  }

  readonly #job = (killedAt = Number.POSITIVE_INFINITY) =>
    runningSync(this.#owner, { id: this.#jobId, connectionId: this.connectionId, killedAt });

  async #syncUntilKilled(steps: number): Promise<void> {
    try {
      await processSync(this.#job(steps));
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

  /** What came from a calendar that is unticked stays as it was known then; ticked again, it goes on from there. */
  async #tick({ do: what, calendar: which }: { do: "tick" | "untick"; calendar: number }): Promise<void> {
    const calendar = pick(this.#calendars, which);
    if (!calendar || this.unticked.has(calendar.id) === (what === "untick")) return;
    const rule = { connectionId: this.connectionId, source: "calendar" as const, calendar: calendar.part };
    if (what === "tick") {
      await restoreRule(this.#owner, rule);
      this.unticked.delete(calendar.id);
      return;
    }
    await this.sync();
    await revokeRule(this.#owner, rule);
    this.unticked.set(calendar.id, eventBodies(this.#google.database, this.email, calendar.id));
  }
}

/** Nothing of it happens before the account is followed. */
const ofFollowing: ReadonlySet<Happening["do"]> = new Set([
  "sync",
  "crash",
  "push",
  "untick",
  "tick",
  "revoke and reconnect",
]);

const ofMeetings: ReadonlySet<Happening["do"]> = new Set<OfMeetings["do"]>([
  "event",
  "change event",
  "call off",
  "call on",
  "make private",
  "make open",
  "decline",
  "accept",
  "make occurrence private",
  "put into the other calendar too",
  "move to the other calendar",
  "move occurrence",
  "call occurrence off",
]);

const isOfMeetings = (happening: OfMail | OfMeetings): happening is OfMeetings =>
  ofMeetings.has(happening.do);
