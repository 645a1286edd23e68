import type { Context } from "#server/core/index.ts";

import { defineBench, type Measured } from "../bench.ts";
import { connect } from "../connections.ts";
import { type BenchServices, startServices } from "../services.ts";
import { compare } from "./compare.ts";
import { cursorAt } from "./depth.ts";
import { captureListQuery, type Sort, sorts } from "./list-query.ts";
import { operationP95Ms } from "./operation-latency.ts";
import { planFaults } from "./plan.ts";
import { seedContacts } from "./seed.ts";
import { installLoop } from "./server-loop.ts";

const workspaces = 10;
const contactsByDefault = 1_000_000;
const connections = 4;
const roundsByDefault = 9;
/** Part of the workspace that lies before the deep page. By last interaction it is among those with mail. */
const depthShare: Record<Sort, number> = { name: 0.9, recent: 0.9, lastInteraction: 0.6 };

type PerSort = "Ratio" | "RatioMin" | "RatioMax" | "Noise" | "PerSecond" | "P95Ms" | "DeepOverFirst";
type Key = `${Sort}${PerSort}` | "contacts" | "operationP95Ms" | "noSeqScan" | "noFunctionInFilter";

const figuresOf = <S extends Sort>(sort: S, words: string) => {
  const noise = `${sort}Noise` as const;
  return {
    [`${sort}Ratio`]: {
      unit: "ratio",
      says: `50 ${words}: policies over the same by hand`,
      goal: { atLeast: 0.85 },
      noise,
    },
    [`${sort}RatioMin`]: { unit: "ratio", says: "lowest of its rounds" },
    [`${sort}RatioMax`]: { unit: "ratio", says: "highest of its rounds" },
    [`${sort}DeepOverFirst`]: {
      unit: "ratio",
      says: "time of a deep page over the first",
      goal: { atMost: 1.2 },
      noise,
    },
    [`${sort}Noise`]: { unit: "ratio", says: "half the spread of one run over the next (A/A)" },
    [`${sort}PerSecond`]: { unit: "/s", says: "first pages, four connections, inside the server" },
    [`${sort}P95Ms`]: { unit: "ms", says: "of the slowest of the four connections" },
  } as Record<`${S}${PerSort}`, { unit: "ratio" | "/s" | "ms"; says: string; noise?: Key }>;
};

export const rightsBench = defineBench<Key>({
  name: "rights",
  summary: "lists of 50 contacts under row level security, beside the same SQL without it",
  figures: {
    contacts: { unit: "rows", says: `contacts, in ${String(workspaces)} workspaces` },
    ...figuresOf("name", "by name"),
    ...figuresOf("recent", "newest first"),
    ...figuresOf("lastInteraction", "by last interaction"),
    operationP95Ms: { unit: "ms", says: "contacts.list by name, whole, four at a time in one process" },
    noSeqScan: { unit: "0 or 1", says: "no plan walks a whole table", goal: { atLeast: 1 } },
    noFunctionInFilter: {
      unit: "0 or 1",
      says: "no plan calls a function for each row",
      goal: { atLeast: 1 },
    },
  },
  async run(run) {
    const services = await startServices(run);
    const contacts = run.options.size ?? contactsByDefault;
    const contactsEach = Math.ceil(contacts / workspaces);
    run.say(`  seeding ${String(contacts)} contacts`);
    const owners = await seedContacts({ adminUrl: services.adminUrl, workspaces, contactsEach });
    await withLoop(services);
    const measured: Measured<Key> = { contacts: contactsEach * workspaces };
    for (const sort of sorts) {
      run.say(`  comparing lists by ${sort}`);
      const depth = Math.floor(contactsEach * depthShare[sort]);
      Object.assign(
        measured,
        await measureSort(
          services,
          owners.slice(0, connections),
          sort,
          depth,
          run.options.rounds ?? roundsByDefault,
        ),
      );
    }
    const plans = await checkPlans(services, owners, run.say);
    return { ...measured, ...plans, operationP95Ms: await operationP95Ms(owners.slice(0, connections)) };
  },
});

async function withLoop({ adminUrl }: BenchServices): Promise<void> {
  const admin = connect(adminUrl);
  await installLoop(admin);
  await admin.end();
}

async function measureSort(
  services: BenchServices,
  owners: readonly Context[],
  sort: Sort,
  depth: number,
  rounds: number,
): Promise<Measured<Key>> {
  const system = connect(services.postgres.systemUrl);
  const cursors: string[] = [];
  for (const owner of owners) cursors.push(await cursorAt(system, owner, sort, depth));
  await system.end();
  const { ratio, deepOverFirst, noise, perSecond, p95Ms } = await compare({
    services,
    owners,
    sort,
    cursors,
    rounds,
  });
  return {
    [`${sort}Ratio`]: ratio.median,
    [`${sort}RatioMin`]: ratio.min,
    [`${sort}RatioMax`]: ratio.max,
    [`${sort}DeepOverFirst`]: deepOverFirst,
    [`${sort}Noise`]: noise,
    [`${sort}PerSecond`]: perSecond,
    [`${sort}P95Ms`]: p95Ms,
  };
}

async function checkPlans(
  { postgres }: BenchServices,
  [owner]: readonly Context[],
  say: (sentence: string) => void,
): Promise<Measured<Key>> {
  if (!owner) throw new Error("nobody was seeded");
  const app = connect(postgres.appUrl);
  const faults = { seqScans: [] as string[], functionFilters: [] as string[] };
  for (const sort of sorts) {
    const { seqScans, functionFilters } = await planFaults(
      app,
      owner,
      await captureListQuery(postgres.systemUrl, owner, sort),
    );
    faults.seqScans.push(...seqScans);
    faults.functionFilters.push(...functionFilters);
  }
  await app.end();
  for (const fault of [...faults.seqScans, ...faults.functionFilters]) say(`  in a plan: ${fault}`);
  return {
    noSeqScan: faults.seqScans.length === 0 ? 1 : 0,
    noFunctionInFilter: faults.functionFilters.length === 0 ? 1 : 0,
  };
}
