import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { type HttpBindings, serve } from "@hono/node-server";
import { App, type EmailDriver } from "@supabase/lite";
import { createConnection } from "@supabase/lite/sqlite";
import { acceptEmailCodes } from "./auth/accept-email-codes.ts";
import { fetchGoogleFrom, sendToGoogleAt } from "./auth/reach-google.ts";
import { readSettings } from "./auth/settings.ts";

// Its database and the mails are for its owner alone.
process.umask(0o077);
const [, , stateDir = ""] = process.argv;
const settings = readSettings(stateDir);
if (settings === null) throw new Error(`${stateDir} holds no settings for Auth.`);
const { port, siteUrl, jwtSecret, publishableKey, secretKey, google } = settings;
const ownUrl = `http://127.0.0.1:${String(port)}`;
if (google !== null) globalThis.fetch = fetchGoogleFrom(google.url, globalThis.fetch);

/** Mail is written to a file instead of being sent. Its links lead to Auth, as Supabase's do, not to the site. */
const email: EmailDriver = {
  send(message) {
    const withLinks = JSON.stringify({ sentAt: new Date().toISOString(), ...message });
    const line = withLinks.replaceAll(`${siteUrl}/auth/v1/`, `${ownUrl}/auth/v1/`);
    appendFileSync(join(stateDir, "mail.jsonl"), `${line}\n`, { mode: 0o600 });
    return Promise.resolve();
  },
};

const app = new App({
  connection: createConnection({ url: `file:${join(stateDir, "auth.sqlite")}` }),
  auth: {
    enabled: true,
    enable_signup: true,
    jwt_secret: jwtSecret,
    jwt_expiry: 3_600,
    publishable_key: publishableKey,
    secret_key: secretKey,
    site_url: siteUrl,
    additional_redirect_urls: [`${siteUrl}/**`],
    email: { enable_signup: true, enable_confirmations: false },
    ...(google !== null && {
      external: {
        google: {
          enabled: true,
          client_id: google.clientId,
          secret: google.clientSecret,
          redirect_uri: `${ownUrl}/auth/v1/callback`,
          skip_nonce_check: true,
        },
      },
    }),
  },
  options: { drivers: { email } },
});
await app.ensureSystemSchema();

const server = serve({
  port,
  hostname: "127.0.0.1",
  async fetch(request, bindings) {
    // The package serves tables and files as well; the app has its own.
    if (!new URL(request.url).pathname.startsWith("/auth/v1/")) return new Response(null, { status: 404 });
    const peerAddress = (bindings as HttpBindings).incoming.socket.remoteAddress ?? null;
    const response = await app.fetch(await acceptEmailCodes(request), { peerAddress });
    return google === null ? response : sendToGoogleAt(google.url, response);
  },
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
