import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import { together, type Tx } from "#server/db/index.ts";

import {
  classifySender,
  type MailMessage,
  type Participant,
  participantsOf,
  signatureFacts,
  type SenderKind,
} from "../mail/index.ts";
import { insertRows, textArray } from "../rows.ts";
import { factsOf } from "../selection.ts";
import { contactsFor } from "./people.ts";
import { peopleOf } from "./people-of-mail.ts";
import type { PreparedMessage } from "./prepare.ts";
import { writeRawEvents } from "./raw-events.ts";
import { derivedColumns, type ImportScope } from "./scope.ts";
import { addStats, type Touch } from "./stats.ts";
import { assignThreads, refreshThreads } from "./threads.ts";
import { recipientsOf, writtenTo } from "./written.ts";

/** What a chunk adds to the counts of its batch. */
export interface ChunkCounts {
  stored: number;
  skippedBy: Record<string, number>;
  failed: number;
  contacts: number;
  companies: number;
}

/** A message that becomes an interaction. */
interface NewMail {
  interactionId: string;
  key: string;
  message: MailMessage;
  senderKind: SenderKind;
  at: Date;
  participants: Participant[];
}

/**
 * Writes one chunk inside the caller's transaction, with its change set open: raw events, contacts and companies,
 * threads, interactions with participants and contents, counts. A dozen statements, whatever the size of the chunk, sent
 * together where they can be: while the database runs one, the next is made.
 */
export async function writeChunk(
  tx: Tx,
  scope: ImportScope,
  messages: readonly PreparedMessage[],
): Promise<ChunkCounts> {
  const written = await writtenFor(tx, scope, messages);
  const { fresh, events, skippedBy, failed } = await judge(tx, { ...scope, written }, messages);
  const addresses = [
    ...new Set(fresh.flatMap((mail) => mail.participants.map(({ address }) => address))),
  ].filter((address) => !scope.ownAddresses.has(address));
  const decided =
    scope.people === "rule"
      ? peopleOf(
          fresh.map((mail) => mail.message),
          { ...scope, written },
        )
      : null;
  const [{ contactIds, created }, threadIds] = await together(
    contactsFor(tx, scope, addresses, decided),
    assignThreads(tx, scope, fresh),
  );
  const { rows, touches } = participantRows(scope, fresh, contactIds);
  await together(
    // Threads are counted by what was written.
    writeInteractions(tx, scope, fresh, threadIds).then(() => refreshThreads(tx, threadIds)),
    insertRows(tx, "interaction_participants", rows, true),
    writeContents(tx, scope, fresh),
    writeFindings(tx, scope, fresh),
    writeRawEvents(tx, scope, events),
    addStats(tx, scope, touches),
  );
  return { stored: fresh.length, skippedBy, failed, ...created };
}

/** Whom the owner had written to: what the preview found, and where it could not read all, what is stored and what comes now. */
async function writtenFor(
  tx: Tx,
  scope: ImportScope,
  messages: readonly PreparedMessage[],
): Promise<ReadonlySet<string>> {
  if (!scope.choices.controls.onlyWroteTo || scope.people === "planned") return scope.written;
  const mails = messages.flatMap(({ outcome }) => (outcome.kind === "mail" ? [outcome.message] : []));
  const addresses = new Set(mails.flatMap((mail) => participantsOf(mail).map(({ address }) => address)));
  const stored = await writtenTo(tx, scope.ownerId, [...addresses]);
  return new Set([...scope.written, ...stored, ...recipientsOf(mails, scope.ownAddresses)]);
}

/** Keys of what the batch has left out so far because it was unticked: their copies are copies all the same. */
async function untickedKeys(tx: Tx, scope: ImportScope, keys: readonly string[]): Promise<Set<string>> {
  if (!scope.choices.unticksMail) return new Set();
  const rows = await tx.execute<{ message_key: string }>(sql`
    select message_key from crm.raw_events
    where batch_id = ${scope.batchId} and status <> 'stored' and message_key = any(${textArray(keys)})
      and reason in ('kind_not_ticked', 'label_not_ticked', 'sender_not_ticked')`);
  return new Set(rows.map((row) => row.message_key));
}

/** Tells new mail from duplicates: by Message-ID, else by digest, against the file so far and what is stored. */
async function judge(tx: Tx, scope: ImportScope, messages: readonly PreparedMessage[]) {
  const keys = messages.flatMap(({ outcome }) => (outcome.kind === "mail" ? [outcome.key] : []));
  const rows = await tx.execute<{ message_key: string; id: string; batch_id: string }>(sql`
    select message_key, id, batch_id from crm.interactions
    where owner_id = ${scope.ownerId} and message_key = any(${textArray(keys)})`);
  const known = new Map(
    rows.map((row) => [
      row.message_key,
      { id: row.id as string | null, inFile: row.batch_id === scope.batchId },
    ]),
  );
  for (const key of await untickedKeys(tx, scope, keys)) known.set(key, { id: null, inFile: true });
  const fresh: NewMail[] = [];
  const skippedBy: Record<string, number> = {};
  const twice = scope.source === "file" ? "duplicate_in_file" : "duplicate_in_mailbox";
  let failed = 0;
  const events = messages.map((prepared) => {
    const { item, outcome, payload, byteLength, about } = prepared;
    const event = {
      item,
      byteLength,
      payload,
      about,
      key: outcome.kind === "failed" ? null : (outcome.key ?? null),
    };
    if (outcome.kind === "failed") {
      failed++;
      return {
        ...event,
        status: "failed" as const,
        reason: outcome.reason,
        error: outcome.error,
        interactionId: null,
      };
    }
    // Of what is left out by choice nothing is kept but that it was.
    const leftOut = (reason: string, kept: Buffer | null) => {
      skippedBy[reason] = (skippedBy[reason] ?? 0) + 1;
      return { ...event, payload: kept, status: "skipped" as const, reason, interactionId: null };
    };
    if (outcome.kind === "skipped") return leftOut(outcome.reason, payload);
    const facts = factsOf(outcome.message);
    const outside = scope.choices.outside(facts, scope.written);
    if (outside) return leftOut(outside, null);
    const earlier = known.get(outcome.key);
    if (earlier) {
      const reason = earlier.inFile ? twice : "already_stored";
      skippedBy[reason] = (skippedBy[reason] ?? 0) + 1;
      // Mail that came from elsewhere too keeps this source: taking the other back leaves it standing. In a mailbox each
      // copy is thrown away by itself.
      const isSpare = earlier.inFile && scope.source === "file";
      const kept = isSpare ? { payload: null, interactionId: null } : { interactionId: earlier.id };
      return { ...event, ...kept, status: "skipped" as const, reason };
    }
    const { kind } = classifySender(outcome.message.headers, outcome.message.from, scope);
    const unticked = scope.choices.unticked(facts, kind);
    if (unticked) {
      known.set(outcome.key, { id: null, inFile: true });
      return leftOut(unticked, null);
    }
    const interactionId = newId();
    known.set(outcome.key, { id: interactionId, inFile: true });
    const at = outcome.message.date ?? new Date(scope.now);
    fresh.push({
      interactionId,
      key: outcome.key,
      message: outcome.message,
      senderKind: kind,
      at,
      participants: participantsOf(outcome.message),
    });
    return { ...event, status: "stored" as const, reason: null, interactionId };
  });
  return { fresh, events, skippedBy, failed };
}

async function writeInteractions(
  tx: Tx,
  scope: ImportScope,
  mails: readonly NewMail[],
  threadIds: readonly string[],
): Promise<void> {
  await insertRows(
    tx,
    "interactions",
    mails.map(({ interactionId, key, senderKind, at }, index) => ({
      ...derivedColumns(scope),
      id: interactionId,
      thread_id: threadIds[index] ?? null,
      kind: "email",
      direction: senderKind === "own" ? "outbound" : "inbound",
      sender_kind: senderKind,
      occurred_at: at.toISOString(),
      message_key: key,
      batch_id: scope.batchId,
    })),
  );
}

function participantRows(
  scope: ImportScope,
  mails: readonly NewMail[],
  contactIds: ReadonlyMap<string, string>,
) {
  const touches = new Map<string, Touch>();
  const rows = mails.flatMap(({ interactionId, participants, at }) =>
    participants.map(({ address, name, role }) => {
      const contactId = contactIds.get(address) ?? null;
      if (contactId !== null) {
        const touch = touches.get(interactionId + contactId) ?? {
          contactId,
          at,
          wrote: false,
          received: false,
        };
        touch.wrote ||= role === "from";
        touch.received ||= role === "to" || role === "cc" || role === "bcc";
        touches.set(interactionId + contactId, touch);
      }
      return {
        ...derivedColumns(scope),
        id: newId(),
        interaction_id: interactionId,
        contact_id: contactId,
        role,
        address,
        name: name === "" ? null : name,
        occurred_at: at.toISOString(),
      };
    }),
  );
  return { rows, touches: [...touches.values()] };
}

/** What people say of themselves below their mail. */
async function writeFindings(tx: Tx, scope: ImportScope, mails: readonly NewMail[]): Promise<void> {
  await insertRows(
    tx,
    "signature_findings",
    mails.flatMap(({ interactionId, message: { from, signature }, senderKind, at }) => {
      if (!from || signature === "" || senderKind !== "person") return [];
      return signatureFacts(signature, from).map((fact) => ({
        ...derivedColumns(scope),
        id: newId(),
        interaction_id: interactionId,
        address: from.address,
        ...fact,
        occurred_at: at.toISOString(),
      }));
    }),
  );
}

async function writeContents(tx: Tx, scope: ImportScope, mails: readonly NewMail[]): Promise<void> {
  await insertRows(
    tx,
    "interaction_contents",
    mails.map(({ interactionId, message }) => ({
      ...derivedColumns(scope),
      id: newId(),
      interaction_id: interactionId,
      subject: message.subject,
      snippet: message.snippet,
      body: message.newText,
      quoted: message.quotedText,
      signature: message.signature,
      attachments: message.attachments.map(({ fileName, contentType, byteSize, inline }) => ({
        fileName,
        contentType,
        byteSize,
        inline,
      })),
      warnings: message.warnings,
    })),
  );
}
