import { step } from "#server/core/index.ts";
import { ignoredOf } from "#server/ignored/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { settledItems } from "../import/raw-events.ts";
import { knownAddresses, knownDomains, knownKeys } from "../known.ts";
import type { Choices } from "../selection.ts";
import { calendarItems, calendarResult, cellsOf } from "./calendar-result.ts";
import { outsideOf } from "./event-choice.ts";
import { type MetPerson, peopleOfEvents } from "./people-of-events.ts";
import type { MeetingEvent, PreparedEvent } from "./types.ts";

type Scope = Parameters<typeof peopleOfEvents>[1] & { choices: Choices };

/**
 * What an import of these events would do, of an account's calendars or a file's: what comes in and whom it brings.
 * `twice` is said of a second copy.
 */
export async function foreseeEvents(
  job: RunningJob,
  connectionId: string,
  scope: Scope,
  prepared: readonly PreparedEvent[],
  twice: string,
) {
  const { fresh, skipBy } = await judgeEvents(job, connectionId, scope.choices, prepared, twice);
  const people = await withoutIgnored(job, [...peopleOfEvents(fresh, scope).values()]);
  const known = await step(job.ctx, async ({ tx }) => ({
    addresses: await knownAddresses(
      tx,
      people.map((person) => person.address),
    ),
    domains: await knownDomains(
      tx,
      people.flatMap((person) => person.companyDomain ?? []),
    ),
  }));
  const items = calendarItems(people, known, fresh);
  const count = (kind: string) => items.filter((item) => item.kind === kind).length;
  const skip = Object.values(skipBy).reduce((sum, number) => sum + number, 0);
  const counts = {
    total: prepared.length,
    store: prepared.length - skip,
    skip,
    skipBy,
    people: count("person"),
    companies: count("company"),
  };
  const strangers = people.filter(({ address }) => !known.addresses.has(address));
  return {
    fresh,
    counts,
    items,
    result: { ...calendarResult(fresh, strangers, people.length - counts.people), skipBy },
    facts: { cells: cellsOf(fresh), written: [] },
  };
}

/** Whom the workspace ignores an import makes no contact of. */
async function withoutIgnored(job: RunningJob, people: readonly MetPerson[]): Promise<MetPerson[]> {
  const addresses = people.map((person) => person.address);
  const ignored = await step(job.ctx, ({ tx }) => ignoredOf(tx, addresses));
  return people.filter((person) => !ignored.has(person.address));
}

/** What would be stored, and why the rest is not; the same that the import will find. `twice` is said of a second copy. */
async function judgeEvents(
  job: RunningJob,
  connectionId: string,
  choices: Choices,
  prepared: readonly PreparedEvent[],
  twice: string,
): Promise<{ fresh: MeetingEvent[]; skipBy: Record<string, number> }> {
  const keys = prepared.flatMap(({ outcome }) => (outcome.kind === "event" ? [outcome.key] : []));
  const known = await step(job.ctx, async ({ ctx, tx }) => ({
    items: await settledItems(
      tx,
      connectionId,
      prepared.map(({ item }) => item),
    ),
    keys: new Set(await knownKeys(tx, ctx, keys)),
  }));
  const seen = new Set<string>();
  const fresh: MeetingEvent[] = [];
  const skipBy: Record<string, number> = {};
  const skip = (reason: string) => (skipBy[reason] = (skipBy[reason] ?? 0) + 1);
  for (const { item, outcome } of prepared) {
    const leftOut = outcome.kind === "event" ? outsideOf(outcome.event, choices) : null;
    if (known.items.has(item)) skip("already_stored");
    else if (outcome.kind === "skipped") skip(outcome.reason);
    else if (leftOut) skip(leftOut);
    else if (seen.has(outcome.key)) skip(twice);
    else if (known.keys.has(outcome.key)) skip("already_stored");
    else {
      seen.add(outcome.key);
      fresh.push(outcome.event);
    }
  }
  return { fresh, skipBy };
}
