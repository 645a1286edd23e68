import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { heldBackFrom } from "#local/demo/newest.ts";
import { readJson, writePrivateJson } from "#local/process/files.ts";
import type { GoogleServer } from "#local/services/google.ts";
import { readSettings } from "#local/services/google/settings.ts";
import { runCommand } from "#local/verify/run-command.ts";

interface DemoPerson {
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

interface FillOptions {
  readonly stateDir: string;
  readonly google: GoogleServer;
  /** Whose workspace is filled; undefined where nobody was made. */
  readonly person: DemoPerson | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
}

const Progress = z.object({ filled: z.boolean(), delivered: z.boolean() });
const perDelivery = 500;

/** Once, at the first start: the product's own import of the demo mailbox, and then the mail of the newest month. */
export async function fillDemo({
  stateDir,
  google,
  person,
  environment,
  signal,
  say,
}: FillOptions): Promise<void> {
  const path = join(stateDir, "demo-filled.json");
  const done = readJson(path, Progress) ?? { filled: false, delivered: false };
  if (done.delivered) return;
  say("Filling the demo workspace.");
  const anchor = new Date(readSettings(stateDir)?.anchor ?? Date.now());
  const { demoMailbox } = await import("#local/demo/index.ts");
  const mailbox = demoMailbox(anchor);
  if (person && !done.filled) {
    await importMailbox({ ...person, account: mailbox.account.email }, environment, signal);
    writePrivateJson(path, { filled: true, delivered: false });
  }
  const newest = mailbox.messages
    .filter(({ at }) => at >= heldBackFrom(anchor))
    .map(({ raw, labelIds }) => ({ raw, labelIds }));
  for (let start = 0; start < newest.length; start += perDelivery) {
    await deliver(google, mailbox.account.email, newest.slice(start, start + perDelivery), signal);
  }
  writePrivateJson(path, { filled: true, delivered: true });
}

async function importMailbox(
  person: DemoPerson & { readonly account: string },
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const script = fileURLToPath(new URL("./fill-demo-process.ts", import.meta.url));
  const env = { ...environment, OMNICRM_DEMO_PERSON: JSON.stringify(person) };
  const { succeeded, output } = await runCommand(
    { command: process.execPath, args: [script] },
    { signal, output: "kept", env },
  );
  if (!succeeded) throw new Error(output.slice(-1_000));
}

async function deliver(
  google: GoogleServer,
  account: string,
  messages: object[],
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(`${google.url}/__deliver`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    // Sent again after a stop in the middle, nothing arrives twice.
    body: JSON.stringify({ account, messages, skipKnownUpTo: Number.MAX_SAFE_INTEGER, quietly: true }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
  });
  if (!response.ok) throw new Error(`The newest mail could not be delivered: ${await response.text()}`);
}
