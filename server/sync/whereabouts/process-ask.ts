import { eq, sql } from "drizzle-orm";

import { providerQuestions } from "#drizzle/schema/reconciliation.ts";
import { notFound } from "#lib/errors.ts";
import { type Finding, Understood } from "#lib/schemas/whereabouts.ts";
import { googleAccess } from "#server/connections/index.ts";
import { step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { gmailClient, type GmailHeaders, gmailSearch } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { concurrently } from "../concurrently.ts";
import { fromKept, toKept } from "../gmail/headers.ts";
import { ignoreVanished } from "../gmail/read-sample.ts";
import { removedBy } from "../gmail/removed-by.ts";
import { connectionRow } from "../internal.ts";
import { gmailRange } from "../reconcile/days.ts";
import { timeZoneOf } from "../reconcile/time-zone.ts";
import { textArray } from "../rows.ts";
import { type Asking, lookIntoFile } from "./ask-file.ts";
import { finding } from "./finding.ts";
import { itemFinding } from "./find-mail.ts";
import { type KnownRow, knownOf } from "./known-items.ts";

const idsMax = 10;

/** Puts the question to Gmail, or looks into the file, and keeps the answer. */
export async function processAsk(job: RunningJob<"missingMail.ask">): Promise<unknown> {
  const { questionId } = job.payload;
  const { asked, connection, timeZone } = await step(job.ctx, async ({ tx }) => {
    const [asked] = await tx.select().from(providerQuestions).where(eq(providerQuestions.id, questionId));
    if (!asked) throw notFound("question");
    const connection = await connectionRow(tx, asked.connectionId);
    return { asked, connection, timeZone: await timeZoneOf(tx, asked.ownerId) };
  });
  if (asked.answer !== null) return null;
  const understood = Understood.parse(asked.question);
  const asking = { job, understood, connection, timeZone };
  const found = await (connection.provider === "file" ? lookIntoFile(asking) : askGmail(asking));
  const nothing =
    connection.provider === "file"
      ? `There is nothing like this in ${connection.label}.`
      : `Google has nothing like this in ${connection.label}.`;
  const answer = found.length > 0 ? found : [finding("not_there", nothing, { connectionId: connection.id })];
  await step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, { done: found.length, total: found.length });
    await tx
      .update(providerQuestions)
      .set({ answer, answeredAt: sql`now()` })
      .where(eq(providerQuestions.id, questionId));
  });
  return { found: found.length };
}

/** What Google has of it, where, and what became of it here. */
async function askGmail({ job, understood, connection, timeZone }: Asking): Promise<Finding[]> {
  const access = await googleAccess(job.ctx, connection.id);
  const search = gmailSearch(access, job.signal);
  const ids = new Set<string>();
  for (const query of queriesOf(understood, timeZone)) {
    const page = await search.list(query, null, { atMost: idsMax });
    for (const id of page.ids) if (ids.size < idsMax) ids.add(id);
  }
  const mailbox = gmailClient(access, job.signal);
  const mails = await concurrently([...ids], idsMax, (id) => mailbox.getHeaders(id).catch(ignoreVanished));
  const there = mails.filter((mail) => mail !== null);
  return step(job.ctx, async ({ tx }) => {
    const known = await knownOf(tx, connection.id, [...ids]);
    const waiting = await waitingIn(tx, connection.id, [...ids]);
    return there.map((mail) => whereIs(mail, { label: connection.label, known, waiting, id: connection.id }));
  });
}

/** In Gmail's words; quotes and operators of the text mean nothing there. */
function queriesOf({ kind, value, day }: Understood, timeZone: string): string[] {
  const range = day === null ? "" : ` ${gmailRange({ from: day, to: day }, timeZone)}`;
  const plain = value
    .replaceAll(/["(){}\\]/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  switch (kind) {
    case "message_id":
      return [`rfc822msgid:${plain.replaceAll(" ", "")}${range}`];
    case "address":
      return [
        `from:"${plain}"${range}`,
        `to:"${plain}"${range}`,
        `rfc822msgid:${plain.replaceAll(" ", "")}${range}`,
      ];
    case "subject":
      return [`subject:"${plain}"${range}`];
  }
}

/** Those that an import which is not done has still to bring. */
async function waitingIn(tx: Tx, connectionId: string, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx.execute<{ item: string; batch_id: string }>(sql`
    select i.item, b.id as batch_id from crm.sync_batches b
      join crm.preview_pages p on p.workspace_id = b.workspace_id and p.preview_id = b.preview_id
      cross join lateral unnest(p.item_ids) as i(item)
    where b.connection_id = ${connectionId} and b.status in ('queued', 'running') and i.item = any(${textArray(ids)})`);
  return new Map(rows.map(({ item, batch_id: batchId }) => [item, batchId]));
}

interface Knowing {
  id: string;
  label: string;
  known: ReadonlyMap<string, KnownRow>;
  waiting: ReadonlyMap<string, string>;
}

const places = { spam: "in spam", trash: "in the bin", draft: "among the drafts" };

function whereIs(mail: GmailHeaders, { id, label, known, waiting }: Knowing): Finding {
  const header = fromKept(toKept(mail));
  const about = {
    subject: header?.subject ?? null,
    from: header?.from?.address ?? null,
    at: mail.receivedAt?.toISOString() ?? null,
    connectionId: id,
  };
  const row = known.get(mail.id);
  const removed = removedBy(mail.labels);
  if (row?.interaction_id && row.status !== "failed" && !row.is_removed) {
    const at = { ...about, interactionId: row.interaction_id, threadId: row.thread_id };
    return finding("here", "Google has it, and it is here.", at);
  }
  if (removed) {
    const words = `Google has it ${places[removed]}: such mail is never brought in. Move it to the inbox there, and it comes.`;
    return finding("left_out", words, about);
  }
  if (row && !(row.is_removed && row.status !== "stored")) return itemFinding(row, about);
  const batchId = waiting.get(mail.id);
  if (batchId)
    return finding("waiting", "Google has it; the import that is under way brings it.", {
      ...about,
      batchId,
    });
  return finding(
    "missing",
    `Google has it, and it is not here. Count its day in ${label} and fetch it.`,
    about,
  );
}
