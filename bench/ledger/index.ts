import type { Database } from "#server/db/index.ts";

import { type BenchRun, defineBench, type Measured } from "../bench.ts";
import { newOwner } from "../owner.ts";
import { noiseOf, ratesOf, ratioOf, runRounds } from "../rounds.ts";
import { startServices } from "../services.ts";
import { median } from "../statistics.ts";
import { insertMany, manyInLedger, manyPlainly, updateMany } from "./many-rows.ts";
import {
  auditedItems,
  openSet,
  perSecond,
  plainDatabase,
  plainly,
  throughOperation,
  underTriggers,
} from "./one-contact.ts";

type Key =
  | "createPerSecond"
  | "auditedPerSecond"
  | "plainPerSecond"
  | "createRatio"
  | "createRatioMin"
  | "createRatioMax"
  | "auditedRatio"
  | "auditedRatioMin"
  | "auditedRatioMax"
  | "noise"
  | "insertManyPerSecond"
  | "insertManyRatio"
  | "updateManyPerSecond"
  | "updateManyRatio";

const roundsByDefault = 7;

export const ledgerBench = defineBench<Key>({
  name: "ledger",
  summary: "contacts.create beside plain inserts of the same rows, eight clients, fsync on",
  figures: {
    plainPerSecond: {
      unit: "/s",
      says: "contact and address in one transaction, no triggers, keys or policies",
    },
    auditedPerSecond: { unit: "/s", says: "the same as a user, with policies and ledger" },
    createPerSecond: { unit: "/s", says: "contacts.create through operation()" },
    auditedRatio: { unit: "ratio", says: "audited over plain", goal: { atLeast: 0.65 }, noise: "noise" },
    auditedRatioMin: { unit: "ratio", says: "lowest of its rounds" },
    auditedRatioMax: { unit: "ratio", says: "highest of its rounds" },
    createRatio: {
      unit: "ratio",
      says: "contacts.create over plain",
      goal: { atLeast: 0.4 },
      noise: "noise",
    },
    createRatioMin: { unit: "ratio", says: "lowest of its rounds" },
    createRatioMax: { unit: "ratio", says: "highest of its rounds" },
    noise: { unit: "ratio", says: "half the spread of one plain run over the next (A/A)" },
    insertManyPerSecond: { unit: "rows/s", says: "10,000 contacts by one insert, in the ledger" },
    insertManyRatio: { unit: "ratio", says: "the same over plain" },
    updateManyPerSecond: { unit: "rows/s", says: "10,000 contacts by one update, in the ledger" },
    updateManyRatio: { unit: "ratio", says: "the same over plain" },
  },
  async run(run) {
    const services = await startServices(run);
    const plain = plainDatabase(services.adminUrl);
    run.atEnd(plain.end);
    const one = await compareOne(run, plain.db);
    const many = await compareMany(run, plain.db);
    return { ...one, ...many };
  },
});

async function compareOne({ options, say }: BenchRun, db: Database): Promise<Measured<Key>> {
  const owner = await newOwner();
  // Tables that have been in use: Postgres has looked at them, as autovacuum does within a minute.
  await manyPlainly(db, owner, insertMany)();
  await perSecond(throughOperation(owner))();
  await db.execute("analyze");
  const arms = {
    plain: perSecond(plainly(db, owner)),
    audited: perSecond(underTriggers(owner, await openSet(owner))),
    create: perSecond(throughOperation(owner)),
  };
  const onRun = (arm: string, rate: number) => say(`  ${arm}: ${rate.toFixed(0)} transactions/s`);
  const measured = await runRounds({ arms, rounds: options.rounds ?? roundsByDefault, onRun });
  if ((await auditedItems(owner)) === 0) throw new Error("the ledger has nothing of what was written");
  const [audited, create] = [ratioOf(measured, "audited", "plain"), ratioOf(measured, "create", "plain")];
  return {
    plainPerSecond: median(ratesOf(measured, "plain")),
    auditedPerSecond: median(ratesOf(measured, "audited")),
    createPerSecond: median(ratesOf(measured, "create")),
    auditedRatio: audited.median,
    auditedRatioMin: audited.min,
    auditedRatioMax: audited.max,
    createRatio: create.median,
    createRatioMin: create.min,
    createRatioMax: create.max,
    noise: noiseOf(measured),
  };
}

async function compareMany({ options }: BenchRun, db: Database): Promise<Measured<Key>> {
  const rounds = options.rounds ?? roundsByDefault;
  const inserts = await newOwner();
  const inserted = await runRounds({
    arms: { plain: manyPlainly(db, inserts, insertMany), ledger: manyInLedger(inserts, insertMany) },
    rounds,
  });
  const [audited, unaudited] = [await newOwner(), await newOwner()];
  for (const owner of [audited, unaudited]) await manyPlainly(db, owner, insertMany)();
  const updated = await runRounds({
    arms: { plain: manyPlainly(db, unaudited, updateMany), ledger: manyInLedger(audited, updateMany) },
    rounds,
  });
  return {
    insertManyPerSecond: median(ratesOf(inserted, "ledger")),
    insertManyRatio: ratioOf(inserted, "ledger", "plain").median,
    updateManyPerSecond: median(ratesOf(updated, "ledger")),
    updateManyRatio: ratioOf(updated, "ledger", "plain").median,
  };
}
