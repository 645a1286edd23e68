import { defineBench, type BenchRun, type Measured } from "../bench.ts";
import { type MonthMessage, readMonth } from "../import/month.ts";
import { repeatedMessages } from "../import/repeat.ts";
import { startWorker, type WorkerProcess } from "../import/worker-process.ts";
import { noiseOf, ratesOf, ratioOf } from "../rounds.ts";
import { type BenchServices, startServices } from "../services.ts";
import { median } from "../statistics.ts";
import { mailboxCount, measureFairness } from "./fairness.ts";
import { type BenchGoogle, startBenchGoogle } from "./google.ts";
import { previewMailbox } from "./mailbox.ts";
import { largeCount, measureLarge } from "./large.ts";
import { measureNoChange } from "./no-change.ts";
import { measurePush, openPushAddress } from "./push.ts";
import { measureQuota, messagesPerMinute, unitsPerMinute } from "./quota.ts";
import { killAndResume } from "./resume.ts";
import { compareThroughput } from "./throughput.ts";

const roundsByDefault = 5;
/** Mail of the mailbox that is killed in the middle, and then synced without a change. */
const largeByDefault = 50_000;
const minutes = 3;
const pushedMails = 100;

type Key =
  | "importPerSecond"
  | "barePerSecond"
  | "ratioToBare"
  | "ratioMin"
  | "ratioMax"
  | "noise"
  | "quotaEfficiency"
  | "quotaRefusedShare"
  | "quotaSeconds"
  | "fairness"
  | "fairnessMessages"
  | "resumedMessages"
  | "resumedRepeatedPages"
  | "noChangeCalls"
  | "noChangeQueries"
  | "pushP50"
  | "pushP95"
  | "largePeakMb"
  | "largeBeforeMb"
  | "largeSeconds";

export const syncBench = defineBench<Key>({
  name: "sync",
  summary: "a Gmail mailbox: limits kept and used, speed without them, fifty at once, a kill in the middle",
  figures: {
    importPerSecond: {
      unit: "messages/s",
      says: "month of mail from Gmail, approval to done, one worker, no limit",
      goal: { atLeast: 200 },
    },
    barePerSecond: { unit: "messages/s", says: "a client that only fetches it, ten requests at once" },
    ratioToBare: {
      unit: "ratio",
      says: "approval to done, over the bare client",
      goal: { atLeast: 0.6 },
      noise: "noise",
    },
    ratioMin: { unit: "ratio", says: "lowest of its rounds" },
    ratioMax: { unit: "ratio", says: "highest of its rounds" },
    noise: { unit: "ratio", says: "half the spread of one import over the next (A/A)" },
    quotaEfficiency: {
      unit: "ratio",
      says: `units used of what ${String(unitsPerMinute)} a minute allow from a full window on, in real minutes`,
      goal: { atLeast: 0.95 },
    },
    quotaRefusedShare: {
      unit: "ratio",
      says: "calls that the stand-in refused for haste",
      goal: { atMost: 0.005 },
    },
    quotaSeconds: { unit: "s", says: `${String(minutes * messagesPerMinute)} messages under that limit` },
    fairness: {
      unit: "ratio",
      says: `${String(mailboxCount)} mailboxes at once: least progress over most when the first is done`,
      goal: { atLeast: 0.8 },
    },
    fairnessMessages: { unit: "messages", says: "size of each of them" },
    resumedMessages: { unit: "messages", says: "size of the mailbox whose worker is killed" },
    resumedRepeatedPages: { unit: "ratio", says: "pages of 500 fetched twice for it", goal: { atMost: 1 } },
    noChangeCalls: {
      unit: "answers",
      says: "provider calls of a sync without news, of that mailbox",
      goal: { atMost: 3 },
    },
    noChangeQueries: { unit: "answers", says: "statements of that sync", goal: { atMost: 10 } },
    largePeakMb: {
      unit: "MB",
      says: `memory of a worker that imports ${String(largeCount)} messages of 35 MB, at most`,
      goal: { atMost: 300 },
    },
    largeBeforeMb: { unit: "MB", says: "its memory before" },
    largeSeconds: { unit: "s", says: "approval to done" },
    pushP50: { unit: "ms", says: "mail at Google to timeline by push, median" },
    pushP95: {
      unit: "ms",
      says: `the same, 95th percentile of ${String(pushedMails)}`,
      goal: { atMost: 2_000 },
    },
  },
  async run(run) {
    const month = await readMonth(run.say);
    const services = await startServices(run);
    const google = await startBenchGoogle(services, run);
    const parts = new Parts(run, services, google, month);
    const measured: Measured<Key> = {};
    const asked = run.options.parts;
    for (const part of ["quota", "speed", "push", "large", "resume", "fairness"] as const) {
      if (asked.length > 0 && !asked.includes(part)) continue;
      const figures = await parts[part]();
      run.say(`  ${JSON.stringify(figures)}`);
      Object.assign(measured, figures);
    }
    return measured;
  },
});

class Parts {
  readonly #run: BenchRun;
  readonly #services: BenchServices;
  readonly #google: BenchGoogle;
  readonly #month: readonly MonthMessage[];
  #worker: WorkerProcess | null = null;

  constructor(run: BenchRun, services: BenchServices, google: BenchGoogle, month: readonly MonthMessage[]) {
    this.#run = run;
    this.#services = services;
    this.#google = google;
    this.#month = month;
    run.atEnd(() => this.#worker?.stop() ?? Promise.resolve());
  }

  /** A worker in place of the one that runs; without a limit unless one is named. */
  async #restart(perMinute: number = 10_000_000, more: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#worker?.stop();
    this.#worker = await startWorker({
      ...this.#services.settings,
      ...this.#google.settings,
      GMAIL_UNITS_PER_MINUTE: String(perMinute),
      GMAIL_PROJECT_UNITS_PER_MINUTE: "100000000",
      ...more,
    });
  }

  #mailbox(size: number): Promise<string> {
    return this.#google.newAccount(repeatedMessages(this.#month, size));
  }

  async speed(): Promise<Measured<Key>> {
    await this.#restart();
    const account = await this.#mailbox(this.#month.length);
    const rounds = this.#run.options.rounds ?? roundsByDefault;
    const measured = await compareThroughput(this.#run, this.#google, account, rounds);
    const ratio = ratioOf(measured, "ours", "bare");
    return {
      importPerSecond: median(ratesOf(measured, "ours")),
      barePerSecond: median(ratesOf(measured, "bare")),
      ratioToBare: ratio.median,
      ratioMin: ratio.min,
      ratioMax: ratio.max,
      noise: noiseOf(measured),
    };
  }

  async push(): Promise<Measured<Key>> {
    this.#run.say(`  ${String(pushedMails)} mails, each told by a push`);
    const address = await openPushAddress(this.#google);
    try {
      await this.#restart(undefined, address.settings);
      const { p50, p95 } = await measurePush(this.#google, await this.#mailbox(200), pushedMails);
      return { pushP50: p50, pushP95: p95 };
    } finally {
      await address.stop();
    }
  }

  async large(): Promise<Measured<Key>> {
    this.#run.say(`  ${String(largeCount)} messages of 35 MB`);
    await this.#restart();
    const { beforeMb, peakMb, seconds } = await measureLarge(this.#google, this.#worker?.pid ?? 0);
    return { largeBeforeMb: beforeMb, largePeakMb: peakMb, largeSeconds: seconds };
  }

  async fairness(): Promise<Measured<Key>> {
    const size = Math.min(600, Math.ceil((this.#run.options.size ?? largeByDefault) / 50));
    this.#run.say(`  ${String(mailboxCount)} mailboxes of ${String(size)} messages`);
    await this.#restart();
    const accounts: string[] = [];
    for (let index = 0; index < mailboxCount; index++) accounts.push(await this.#mailbox(size));
    return { fairness: await measureFairness(this.#google, accounts), fairnessMessages: size };
  }

  async resume(): Promise<Measured<Key>> {
    const size = this.#run.options.size ?? largeByDefault;
    this.#run.say(`  a mailbox of ${String(size)} messages, its worker killed in the middle`);
    await this.#restart();
    const mailbox = await previewMailbox(this.#google, await this.#mailbox(size));
    const { repeatedPages, messages } = await killAndResume(this.#google, mailbox, {
      kill: async () => this.#worker?.kill(),
      restart: () => this.#restart(),
    });
    this.#run.say("  a sync of it without news");
    await this.#worker?.stop();
    const { calls, queries } = await measureNoChange(this.#services, this.#google, mailbox, () =>
      this.#restart(),
    );
    return {
      resumedMessages: messages,
      resumedRepeatedPages: repeatedPages,
      noChangeCalls: calls,
      noChangeQueries: queries,
    };
  }

  async quota(): Promise<Measured<Key>> {
    const size = minutes * messagesPerMinute;
    this.#run.say(`  ${String(size)} messages under Gmail's limit: three minutes and a little`);
    await this.#restart();
    const mailbox = await previewMailbox(this.#google, await this.#mailbox(size));
    await this.#restart(unitsPerMinute);
    const { efficiency, refusedShare, seconds } = await measureQuota(this.#google, mailbox);
    return { quotaEfficiency: efficiency, quotaRefusedShare: refusedShare, quotaSeconds: seconds };
  }
}
