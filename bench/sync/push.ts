import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { pushAccount, pushTopic } from "#local/services/google/google.ts";
import { gmailPushHandler } from "#server/api/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";

import { percentile } from "../statistics.ts";
import type { BenchGoogle } from "./google.ts";
import { approve, endOfImport, previewMailbox } from "./mailbox.ts";

export interface PushAddress {
  /** What web and worker have to know of it. */
  settings: Record<string, string>;
  stop(): Promise<void>;
}

/** The door of the web process for Gmail's pushes, where the stand-in is told to send them. */
export async function openPushAddress(google: BenchGoogle): Promise<PushAddress> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array);
      const { authorization = "", "content-type": contentType = "" } = request.headers;
      const answer = await gmailPushHandler(
        new Request(url, {
          method: "POST",
          headers: { authorization, "content-type": contentType },
          body: Buffer.concat(chunks),
        }),
      );
      response.writeHead(answer.status).end(await answer.text());
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/webhooks/gmail`;
  const settings = {
    GMAIL_PUSH_TOPIC: pushTopic,
    GMAIL_PUSH_ACCOUNT: pushAccount,
    GMAIL_PUSH_AUDIENCE: url,
  };
  setEnv({ ...env(), ...settings });
  await google.control("/__settings", { mailPushUrl: url });
  return {
    settings,
    async stop() {
      await google.control("/__settings", { mailPushUrl: null });
      server.closeAllConnections();
      server.close();
    },
  };
}

/** From a mail's arrival at Google to its row in the timeline, in ms, one mail after the other. */
export async function measurePush(
  google: BenchGoogle,
  account: string,
  mails: number,
): Promise<{ p95: number; p50: number }> {
  const mailbox = await previewMailbox(google, account);
  await endOfImport(await approve(mailbox));
  await until(async () => {
    const [row] = await systemPool().client`
      select 1 from crm.sync_cursors where connection_id = ${mailbox.connectionId} and source = 'gmail' and watch_expires_at > now()`;
    return row !== undefined;
  });
  const waits: number[] = [];
  for (let index = 0; index < mails; index++) {
    const subject = `pushed ${randomUUID()}`;
    const raw = `From: Ada Byron <ada${String(index)}@analytical.example>\r\nTo: ${account}\r\nSubject: ${subject}\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: <${randomUUID()}@analytical.example>\r\n\r\nIt has come.\r\n`;
    const arrived = performance.now();
    await google.control("/__deliver", { account, messages: [{ raw, labelIds: ["INBOX", "UNREAD"] }] });
    await until(async () => {
      const [row] = await systemPool().client`
        select 1 from crm.interaction_contents where workspace_id = ${mailbox.owner.workspace.id} and subject = ${subject}`;
      return row !== undefined;
    });
    waits.push(performance.now() - arrived);
  }
  return { p95: percentile(waits, 95), p50: percentile(waits, 50) };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; !(await isSo());) {
    if (performance.now() > end) throw new Error("what was pushed has not arrived within a minute");
    await sleep(10);
  }
}
