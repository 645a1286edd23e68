import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { type PrivateServices, startPrivateServices } from "#local/testing/cluster.ts";
import { draftsAtGoogle, effectsOf, endHold, eventsAtGoogle, sentAtGoogle } from "#local/testing/effects.ts";
import { newOwner, testEnvironment } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { until } from "#local/testing/until.ts";
import { useWorkers, type Workers } from "#local/testing/workers.ts";
import { createEvent } from "#server/calendar/index.ts";
import { closePools } from "#server/db/index.ts";
import { createDraft } from "#server/drafts/index.ts";
import { env, parseEnv, setEnv } from "#server/env.ts";
import { sendMail } from "#server/mail/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

const limitMs = 90_000;
const slowMs = 2_000;

let services: PrivateServices;
let settings: Record<string, string>;
let workers: Workers | undefined;

beforeAll(async () => {
  services = await startPrivateServices();
  settings = {
    ...testEnvironment({
      appUrl: services.postgres.appUrl,
      systemUrl: services.postgres.systemUrl,
      redisUrl: services.redis.url,
      redisPrefix: "kill-effects",
    }),
    STORAGE_DIR: join(tmpdir(), "omnicrm-kill-effects"),
    JOB_LEASE_MS: "2000",
    JOB_STALLED_MS: "1000",
    JOB_SWEEP_MS: "500",
    WORKER_PORT: "0",
  };
  setEnv(parseEnv(settings));
});
const google = useGoogleStandIn();
afterAll(async () => {
  await workers?.dispose();
  await Promise.allSettled([closePools(), closeQueues(), closeRedis()]);
  await services.dispose();
});

function workerSettings(): Record<string, string> {
  const { GOOGLE_CLIENT_ID = "", GOOGLE_CLIENT_SECRET = "", GOOGLE_BASE_URL = "" } = env();
  return { ...settings, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GOOGLE_BASE_URL };
}

test(
  "a worker killed while Google makes the event and the draft: another finds both, and makes no second one",
  { timeout: 2 * limitMs },
  async () => {
    const owner = await newOwner();
    const { email } = await google.connect(owner);
    for (const path of ["/calendar/v3/calendars/primary/events", "/gmail/v1/users/me/drafts"]) {
      await google.fault({ method: "POST", path, delayMs: slowMs });
    }
    await createEvent(owner, { title: "Looms", startAt: "2026-03-10T10:00:00Z", minutes: 45 });
    await createDraft(owner, { to: ["ada@x.example"], subject: "Looms", body: "Hello" });
    workers = useWorkers(workerSettings);
    workers.start();
    // Both requests are on their way, and nobody will hear their answers.
    await until("both requests", async () => (await google.pendingFaults()) === 0, limitMs);
    await workers.kill();
    const made = () => eventsAtGoogle(google, email).length + draftsAtGoogle(google, email).length;
    await until("event and draft", () => Promise.resolve(made() === 2), limitMs);
    expect(await effectsOf(owner)).toMatchObject([{ status: "waiting" }, { status: "waiting" }]);

    workers.start();
    const done = async () => (await effectsOf(owner)).every(({ status }) => status === "done");
    await until("both settled", done, limitMs);
    expect(eventsAtGoogle(google, email)).toHaveLength(1);
    expect(draftsAtGoogle(google, email)).toHaveLength(1);
  },
);

test(
  "a worker killed between Gmail's sending and our note of it: another finds the mail sent, and sends no second one",
  { timeout: 2 * limitMs },
  async () => {
    const owner = await newOwner();
    const { email } = await google.connect(owner);
    await google.fault({ method: "POST", path: "/gmail/v1/users/me/drafts/send", delayMs: slowMs });
    await sendMail(owner, { to: ["ada@x.example"], subject: "Looms", body: "Hello" });
    await endHold(owner);
    workers ??= useWorkers(workerSettings);
    await workers.kill();
    workers.start();
    await until("the request", async () => (await google.pendingFaults()) === 0, limitMs);
    await workers.kill();
    const sent = () => sentAtGoogle(google, email).length;
    await until("the mail", () => Promise.resolve(sent() === 1), limitMs);
    expect(await effectsOf(owner)).toMatchObject([{ status: "waiting" }]);

    workers.start();
    await until(
      "settled",
      async () => (await effectsOf(owner)).every(({ status }) => status === "done"),
      limitMs,
    );
    expect(sent()).toBe(1);
    expect(draftsAtGoogle(google, email)).toEqual([]);
  },
);
