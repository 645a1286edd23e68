import { type BenchRun, defineBench, type Measured } from "../bench.ts";
import { newOwner } from "../owner.ts";
import { noiseOf, ratesOf, ratioOf, runRounds } from "../rounds.ts";
import { startServices } from "../services.ts";
import { median } from "../statistics.ts";
import { type Databases, openDatabases } from "./databases.ts";
import { insertMany, many, updateMany } from "./many-rows.ts";
import { asOwner, auditedItems, barely, openSet, perSecond, throughOperation } from "./one-contact.ts";

type Key =
  | "barePerSecond"
  | "plainPerSecond"
  | "auditedPerSecond"
  | "createPerSecond"
  | "auditedRatio"
  | "auditedRatioMin"
  | "auditedRatioMax"
  | "createRatio"
  | "createRatioMin"
  | "createRatioMax"
  | "createOverBare"
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
    barePerSecond: { unit: "/s", says: "contact and address in one transaction by a superuser, no triggers" },
    plainPerSecond: { unit: "/s", says: "the same as a user under policies, no triggers" },
    auditedPerSecond: { unit: "/s", says: "the same with triggers: ledger and foreign keys" },
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
    createOverBare: { unit: "ratio", says: "contacts.create over the superuser's inserts" },
    noise: { unit: "ratio", says: "half the spread of one plain run over the next (A/A)" },
    insertManyPerSecond: { unit: "rows/s", says: "10,000 contacts by one insert, with triggers" },
    insertManyRatio: { unit: "ratio", says: "the same over none" },
    updateManyPerSecond: { unit: "rows/s", says: "10,000 contacts by one update, with triggers" },
    updateManyRatio: { unit: "ratio", says: "the same over none" },
  },
  async run(run) {
    const services = await startServices(run);
    const databases = await openDatabases(services, run);
    const one = await compareOne(run, databases);
    return { ...one, ...(await compareMany(run, databases)) };
  },
});

async function compareOne({ options, say }: BenchRun, databases: Databases): Promise<Measured<Key>> {
  const { audited, untriggered, bare } = databases;
  const owner = await newOwner();
  const set = await openSet(owner);
  const arms = {
    plain: perSecond(asOwner(untriggered, owner, set)),
    bare: perSecond(barely(bare, owner)),
    audited: perSecond(asOwner(audited, owner, set)),
    create: perSecond(throughOperation(owner)),
  };
  // Tables that have been in use: Postgres has looked at them, as autovacuum does within a minute.
  await many(untriggered, owner, insertMany)();
  await arms.create();
  await bare.execute("analyze");
  const onRun = (arm: string, rate: number) => say(`  ${arm}: ${rate.toFixed(0)} transactions/s`);
  const measured = await runRounds({ arms, rounds: options.rounds ?? roundsByDefault, onRun });
  if ((await auditedItems(owner)) === 0) throw new Error("the ledger has nothing of what was written");
  const [auditedRatio, createRatio] = [
    ratioOf(measured, "audited", "plain"),
    ratioOf(measured, "create", "plain"),
  ];
  return {
    barePerSecond: median(ratesOf(measured, "bare")),
    plainPerSecond: median(ratesOf(measured, "plain")),
    auditedPerSecond: median(ratesOf(measured, "audited")),
    createPerSecond: median(ratesOf(measured, "create")),
    auditedRatio: auditedRatio.median,
    auditedRatioMin: auditedRatio.min,
    auditedRatioMax: auditedRatio.max,
    createRatio: createRatio.median,
    createRatioMin: createRatio.min,
    createRatioMax: createRatio.max,
    createOverBare: ratioOf(measured, "create", "bare").median,
    noise: noiseOf(measured),
  };
}

async function compareMany(
  { options }: BenchRun,
  { audited, untriggered }: Databases,
): Promise<Measured<Key>> {
  const rounds = options.rounds ?? roundsByDefault;
  const writer = await newOwner();
  const inserted = await runRounds({
    arms: { plain: many(untriggered, writer, insertMany), audited: many(audited, writer, insertMany) },
    rounds,
  });
  const owners = { plain: await newOwner(), audited: await newOwner() };
  for (const owner of Object.values(owners)) await many(audited, owner, insertMany)();
  const updated = await runRounds({
    arms: {
      plain: many(untriggered, owners.plain, updateMany),
      audited: many(audited, owners.audited, updateMany),
    },
    rounds,
  });
  return {
    insertManyPerSecond: median(ratesOf(inserted, "audited")),
    insertManyRatio: ratioOf(inserted, "audited", "plain").median,
    updateManyPerSecond: median(ratesOf(updated, "audited")),
    updateManyRatio: ratioOf(updated, "audited", "plain").median,
  };
}
