import { AppError } from "#lib/errors.ts";
import { hashOf, step } from "#server/core/index.ts";
import { ignoredOf } from "#server/ignored/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { knownItems } from "../import/raw-events.ts";
import { connectionRow, type PreviewRow } from "../internal.ts";
import { knownAddresses, knownDomains, knownKeys } from "../known.ts";
import { ImportPlan, type Plan, planHash } from "../mail/index.ts";
import { previewItemsOf, resultOf } from "../preview-result.ts";
import { Controls } from "../read-preview.ts";
import { storePreview } from "../store-preview.ts";
import { costOf, estimateAll } from "./estimate.ts";
import { fromKept, sentFrom } from "./headers.ts";
import { listMailbox } from "./list-mailbox.ts";
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
  const { addresses: chosen } = Controls.parse(preview.controls);
  const named = await ownAddresses(mailbox, connection.account ?? account, chosen);

  const listing = await listMailbox(job, preview, mailbox);
  const ids = [...listing.pageOf.keys()];
  if (ids.length === 0) {
    throw new AppError("unsupported", "There is no mail in this mailbox yet: nothing to import.");
  }
  const known = await knownIds(job, connection.id, ids);
  const fresh = ids.filter((id) => !known.has(id));
  const sample = sampleOf(fresh);
  const headers = await readSample(job, preview.id, mailbox, listing, sample);
  const addresses = [...new Set([...named, ...sentFrom(headers.values())])];
  const plan = await planOf(job, headers, addresses);

  const isExact = sample.length === fresh.length && headers.size === sample.length;
  const result = isExact ? resultOf(plan) : scaled(resultOf(plan), fresh.length);
  const sampled = isExact ? fresh.length : headers.size;
  const seen = (counts: number[]) => estimateAll(counts, sampled, fresh.length);
  const people = seen(plan.people.map((person) => person.sentCount + person.receivedCount));
  const companies = seen(plan.companies.map((company) => company.peopleCount));
  const skipBy: Record<string, number> = isExact ? twiceInMailbox(plan.skipBy) : {};
  if (known.size > 0) skipBy["already_stored"] = (skipBy["already_stored"] ?? 0) + known.size;
  const skip = Object.values(skipBy).reduce((sum, count) => sum + count, 0);
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
    controls: { addresses },
    hash: hashOf([connection.account, addresses, ids, planHash(plan)]),
    progress: ids.length,
  });
  return { total: ids.length, sampled };
}

async function knownIds(job: RunningJob, connectionId: string, ids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let start = 0; start < ids.length; start += idsPerQuestion) {
    const part = ids.slice(start, start + idsPerQuestion);
    for (const id of await step(job.ctx, ({ tx }) => knownItems(tx, connectionId, part))) known.add(id);
  }
  return known;
}

async function planOf(
  job: RunningJob,
  headers: ReadonlyMap<string, unknown>,
  addresses: string[],
): Promise<Plan> {
  const plan = new ImportPlan();
  for (const kept of headers.values()) {
    const message = fromKept(kept);
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
