import { serve } from "@hono/node-server";
import { heldBackFrom } from "#local/demo/newest.ts";
import { ensureAccount, listAccounts } from "./google/accounts.ts";
import { seedMailbox } from "./google/seed.ts";
import { openGateway } from "./google/server.ts";
import { readSettings } from "./google/settings.ts";

// Mail and tokens are for their owner alone.
process.umask(0o077);
const [, , stateDir = ""] = process.argv;
const settings = readSettings(stateDir);
if (settings === null) throw new Error(`${stateDir} holds no settings for Google.`);
const { port, clientId, clientSecret, anchor, seeds, mailPushUrl } = settings;

const gateway = openGateway(stateDir, { id: clientId, secret: clientSecret }, { mailPushUrl });
const { database } = gateway.google;
if (seeds && listAccounts(database).length === 0) {
  // Only the first start has to read twelve months of somebody's life.
  const { demoMailbox } = await import("#local/demo/index.ts");
  database.atomically(() => {
    const mailbox = demoMailbox(new Date(anchor));
    const messages = mailbox.messages.filter(({ at }) => at < heldBackFrom(new Date(anchor)));
    seedMailbox(database, { ...mailbox, messages });
    ensureAccount(database, "empty@gmail.example", "Empty Mailbox");
  });
}

const server = serve({ port, hostname: "127.0.0.1", fetch: (request) => gateway.fetch(request) });

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close(() => void gateway.close().finally(() => process.exit(0)));
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
