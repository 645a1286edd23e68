import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type BenchRun, defineBench, type Measured } from "../bench.ts";
import { type Arm, noiseOf, ratesOf, ratioOf, type Rounds, runRounds } from "../rounds.ts";
import { type BenchServices, startServices } from "../services.ts";
import { median } from "../statistics.ts";
import { copyBare } from "./bare-copy.ts";
import { type ImportTimes, importMailbox } from "./import-run.ts";
import { writeMaildir } from "./maildir.ts";
import { watchMemory } from "./memory.ts";
import { type MonthMessage, readMonth } from "./month.ts";
import { findNotmuch, indexByNotmuch } from "./notmuch.ts";
import { repeatedMessages, writeRepeated } from "./repeat.ts";
import { startWorker } from "./worker-process.ts";

const largeSizeByDefault = 100_000;
const roundsByDefault = 5;

type Key =
  | "importPerSecond"
  | "importJobPerSecond"
  | "previewPerSecond"
  | "notmuchPerSecond"
  | "ratioToNotmuch"
  | "ratioMin"
  | "ratioMax"
  | "noise"
  | "copyPerSecond"
  | "ratioToCopy"
  | "uploadMs"
  | "largeMessages"
  | "largeImportPerSecond"
  | "largePreviewPerSecond"
  | "largeRatioToNotmuch"
  | "largeCost"
  | "workerRssPeakMb"
  | "workerRssGrowthMb";

export const importBench = defineBench<Key>({
  name: "import",
  summary: "a mailbox file: upload, preview, approval, a worker process; beside notmuch new",
  figures: {
    importPerSecond: { unit: "messages/s", says: "month of mail, approval to done, one worker" },
    importJobPerSecond: { unit: "messages/s", says: "the import job alone" },
    previewPerSecond: { unit: "messages/s", says: "from the upload's answer to the ready preview" },
    notmuchPerSecond: { unit: "messages/s", says: "notmuch new on the same messages" },
    ratioToNotmuch: {
      unit: "ratio",
      says: "approval to done, over notmuch new",
      goal: { atLeast: 1 },
      noise: "noise",
    },
    ratioMin: { unit: "ratio", says: "lowest of its rounds" },
    ratioMax: { unit: "ratio", says: "highest of its rounds" },
    noise: { unit: "ratio", says: "half the spread of one import over the next (A/A)" },
    copyPerSecond: {
      unit: "messages/s",
      says: "COPY of the rows that it wrote, into bare tables: the limit",
    },
    ratioToCopy: { unit: "ratio", says: "approval to done, over that" },
    uploadMs: { unit: "ms", says: "receiving the month's file" },
    largeMessages: { unit: "messages", says: "size of the large mailbox" },
    largeImportPerSecond: { unit: "messages/s", says: "large mailbox, approval to done" },
    largePreviewPerSecond: { unit: "messages/s", says: "large mailbox, preview" },
    largeRatioToNotmuch: { unit: "ratio", says: "large mailbox, one run of each" },
    largeCost: {
      unit: "ratio",
      says: "time for a message of the large mailbox, over one of the month",
      goal: { atMost: 1.3 },
    },
    workerRssPeakMb: {
      unit: "MB",
      says: "most memory the worker had, preview and import",
      goal: { atMost: 300 },
    },
    workerRssGrowthMb: { unit: "MB", says: "last quarter of the import over its second quarter, medians" },
  },
  async run(run) {
    const month = await readMonth(run.say);
    const notmuch = await findNotmuch(run.options.installPeers, run.say);
    const services = await startServices(run);
    const compared = await compareMonth(run, services, month, notmuch);
    const large = await measureLarge(run, services, month, notmuch);
    const largeCost = (compared.importPerSecond ?? Number.NaN) / (large.largeImportPerSecond ?? Number.NaN);
    return { ...compared, ...large, largeCost };
  },
});

async function compareMonth(
  { options, say, atEnd }: BenchRun,
  services: BenchServices,
  month: readonly MonthMessage[],
  notmuch: string | null,
): Promise<Measured<Key>> {
  const worker = await startWorker(services.settings);
  atEnd(worker.stop);
  const path = join(services.folder, "month.mbox");
  writeFileSync(path, Buffer.concat(month.map(({ section }) => section)));
  const maildir = makeMaildir(
    services,
    "month",
    month.map(({ raw }) => raw),
  );
  const runs: ImportTimes[] = [];
  const arms: Record<string, Arm> = {
    async ours() {
      const times = await importMailbox(path);
      runs.push(times);
      return times.messages / times.approvedToDoneSeconds;
    },
  };
  arms["copy"] = () => {
    const last = runs.at(-1);
    if (!last) throw new Error("nothing was imported");
    return copyBare(services.adminUrl, last.workspaceId, last.messages);
  };
  if (notmuch !== null) arms["notmuch"] = () => indexByNotmuch(notmuch, maildir);
  const onRun = (arm: string, rate: number) => say(`  ${arm}: ${rate.toFixed(0)} messages/s`);
  const measured = await runRounds({ arms, rounds: options.rounds ?? roundsByDefault, onRun });
  await worker.stop();
  const counted = runs.slice(1);
  return {
    importPerSecond: median(ratesOf(measured, "ours")),
    importJobPerSecond: median(counted.map((one) => one.messages / one.importSeconds)),
    previewPerSecond: median(counted.map((one) => one.messages / one.previewSeconds)),
    uploadMs: median(counted.map((one) => one.uploadSeconds * 1000)),
    noise: noiseOf(measured),
    copyPerSecond: median(ratesOf(measured, "copy")),
    ratioToCopy: ratioOf(measured, "ours", "copy").median,
    ...(notmuch === null ? {} : besideNotmuch(measured)),
  };
}

function besideNotmuch(measured: Rounds): Measured<Key> {
  const ratio = ratioOf(measured, "ours", "notmuch");
  return {
    notmuchPerSecond: median(ratesOf(measured, "notmuch")),
    ratioToNotmuch: ratio.median,
    ratioMin: ratio.min,
    ratioMax: ratio.max,
  };
}

function makeMaildir({ folder }: BenchServices, name: string, messages: Iterable<Uint8Array>): string {
  const maildir = join(folder, `maildir-${name}`);
  mkdirSync(maildir);
  writeMaildir(maildir, messages);
  return maildir;
}

async function measureLarge(
  { options, say, atEnd }: BenchRun,
  services: BenchServices,
  month: readonly MonthMessage[],
  notmuch: string | null,
): Promise<Measured<Key>> {
  const size = options.size ?? largeSizeByDefault;
  const path = join(services.folder, "large.mbox");
  await writeRepeated(path, month, size);
  say(`  a mailbox of ${String(size)} messages by a new worker`);
  // Its memory is to be that of this one mailbox.
  const worker = await startWorker(services.settings);
  atEnd(worker.stop);
  const watch = watchMemory(worker.pid);
  if (watch === null) say("This system does not tell what memory a process has: it is left out.");
  const times = await importMailbox(path);
  const memory = watch?.stop() ?? null;
  await worker.stop();
  rmSync(path);
  const importPerSecond = times.messages / times.approvedToDoneSeconds;
  const rival =
    notmuch === null
      ? null
      : await indexByNotmuch(notmuch, makeMaildir(services, "large", repeatedMessages(month, size)));
  return {
    largeMessages: times.messages,
    largeImportPerSecond: importPerSecond,
    largePreviewPerSecond: times.messages / times.previewSeconds,
    ...(rival === null ? {} : { largeRatioToNotmuch: importPerSecond / rival }),
    ...(memory === null
      ? {}
      : { workerRssPeakMb: memory.peakMb, workerRssGrowthMb: growth(memory.residentMb, times) }),
  };
}

function growth(
  residentMb: readonly number[],
  { previewSeconds, approvedToDoneSeconds }: ImportTimes,
): number {
  const from = Math.floor((residentMb.length * previewSeconds) / (previewSeconds + approvedToDoneSeconds));
  const during = residentMb.slice(from);
  const quarter = Math.max(1, Math.floor(during.length / 4));
  return median(during.slice(-quarter)) - median(during.slice(quarter, 2 * quarter));
}
