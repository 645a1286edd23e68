import { ChoiceCode, nothingUnticked } from "#lib/schemas/sync-controls.ts";
import { hashOf, step } from "#server/core/index.ts";
import { ignoredOf } from "#server/ignored/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { settledItems } from "../import/raw-events.ts";
import { recipientsOf, writtenTo } from "../import/written.ts";
import { connectionRow, type PreviewRow } from "../internal.ts";
import { knownAddresses, knownDomains, knownKeys } from "../known.ts";
import { type HeaderMessage, ImportPlan, participantsOf, type Plan, planHash } from "../mail/index.ts";
import { previewItemsOf, resultOf } from "../preview-result.ts";
import { controlsOf } from "../preview-facts.ts";
import { Choices, planChoices } from "../selection.ts";
import { storePreview } from "../store-preview.ts";
import { costOf, estimateAll } from "./estimate.ts";
import { fromKept, sentFrom } from "./headers.ts";
import { listMailbox } from "./list-mailbox.ts";
import { mailboxLabels } from "./mailbox-labels.ts";
import { openMailbox, ownAddresses } from "./open-mailbox.ts";
import { readSample } from "./read-sample.ts";
import { sampleOf } from "./sample.ts";
import { scaled } from "./scaled.ts";

const idsPerQuestion = 5_000;

/**
 * Lists a whole mailbox and reads the headers of a part of it. How many messages come is exact; whom they bring is exact
 * too where all were read, else an estimate with its range. A run that was cut off reads no header twice.
 */
export async function previewGmail(job: RunningJob, preview: PreviewRow): Promise<unknown> {
  const connection = await step(job.ctx, ({ tx }) => connectionRow(tx, preview.connectionId));
  const mailbox = await openMailbox(job, connection.id, { bulk: true });
  // Noted before the listing: what arrives meanwhile comes with the changes since.
  const { historyId, account } = await mailbox.profile();
  const controls = controlsOf(preview);
  const named = await ownAddresses(mailbox, connection.account ?? account, controls.addresses);

  const listing = await listMailbox(job, preview, mailbox, controls);
  const ids = [...listing.pageOf.keys()];
  const labels = await mailboxLabels(mailbox);
  const known = await knownIds(job, connection.id, ids);
  const fresh = ids.filter((id) => !known.has(id));
  const sample = sampleOf(fresh);
  const headers = await readSample(job, preview.id, mailbox, listing, sample);
  const addresses = [...new Set([...named, ...sentFrom(headers.values())])];
  const choices = new Choices({ ...controls, addresses }, nothingUnticked);
  const messages = [...headers.values()].map(fromKept);
  const written = controls.onlyWroteTo ? await writtenBy(job, messages, choices) : new Set<string>();
  const plan = await planOf(job, messages, addresses, new ImportPlan(planChoices(choices, written)));

  const isExact = sample.length === fresh.length && headers.size === sample.length;
  const sampled = isExact ? fresh.length : headers.size;
  const skipBy: Record<string, number> = isExact
    ? twiceInMailbox(plan.skipBy)
    : leftOutInAll(plan.skipBy, sampled, fresh.length);
  const coming = fresh.length - sum(skipBy);
  const found = resultOf(plan, labels);
  const result = isExact ? found : scaled(found, coming);
  const seen = (counts: number[]) => estimateAll(counts, sampled, fresh.length);
  const people = seen(plan.people.map((person) => person.sentCount + person.receivedCount));
  const companies = seen(plan.companies.map((company) => company.peopleCount));
  if (known.size > 0) skipBy["already_stored"] = (skipBy["already_stored"] ?? 0) + known.size;
  const skip = sum(skipBy);
  await storePreview(job, preview, {
    counts: {
      total: ids.length,
      store: ids.length - skip,
      skip,
      skipBy,
      people: people.likely,
      companies: companies.likely,
    },
    items: previewItemsOf(plan),
    result: {
      ...result,
      skipBy,
      estimate: costOf(fresh.length, sampled, people, companies),
      cursor: historyId,
    },
    controls: { ...controls, addresses },
    facts: { cells: plan.cells, written: [...written] },
    hash: hashOf([connection.account, { ...controls, addresses }, ids, planHash(plan)]),
    progress: ids.length,
  });
  return { total: ids.length, sampled };
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, count) => all + count, 0);

/** What choices leave out of a sample, as counts of all. Copies are told by the import alone. */
function leftOutInAll(skipBy: Plan["skipBy"], sampled: number, total: number): Record<string, number> {
  const chosen = Object.entries(skipBy).filter(([code]) => ChoiceCode.safeParse(code).success);
  return Object.fromEntries(
    chosen.map(([code, count]) => [code, Math.round((count * total) / Math.max(1, sampled))]),
  );
}

/** Whom the owner wrote to, by the headers that were read and by what is stored. */
async function writtenBy(
  job: RunningJob,
  messages: readonly (HeaderMessage | null)[],
  { own }: Choices,
): Promise<Set<string>> {
  const kept = messages.filter((message) => message !== null);
  const seen = new Set(kept.flatMap((message) => participantsOf(message).map(({ address }) => address)));
  const stored = await step(job.ctx, ({ ctx, tx }) => writtenTo(tx, ctx.user.id, [...seen]));
  return new Set([...stored, ...recipientsOf(kept, own)]);
}

async function knownIds(job: RunningJob, connectionId: string, ids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let start = 0; start < ids.length; start += idsPerQuestion) {
    const part = ids.slice(start, start + idsPerQuestion);
    for (const id of await step(job.ctx, ({ tx }) => settledItems(tx, connectionId, part))) known.add(id);
  }
  return known;
}

async function planOf(
  job: RunningJob,
  messages: readonly (HeaderMessage | null)[],
  addresses: string[],
  plan: ImportPlan,
): Promise<Plan> {
  for (const message of messages) {
    if (message) plan.add(message);
    else plan.skip("not_a_message");
  }
  return step(job.ctx, async ({ ctx, tx }) => {
    plan.markKnown(await knownKeys(tx, ctx, plan.waitingKeys()));
    const candidates = plan.candidates({ ownAddresses: addresses });
    const known = {
      addresses: await knownAddresses(tx, candidates.addresses),
      ignored: await ignoredOf(tx, candidates.addresses),
      domains: await knownDomains(tx, candidates.domains),
    };
    return plan.finish({ ownAddresses: addresses, known });
  });
}

function twiceInMailbox({ duplicate_in_file: twice, ...others }: Plan["skipBy"]): Record<string, number> {
  return { ...others, ...(twice ? { duplicate_in_mailbox: twice } : {}) };
}
