import { globSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";
import { z } from "zod";

/** Every route handler with what makes it. A new one is written down here, so that somebody asks who may call it. */
const handlers: Record<string, Record<string, string>> = {
  "app/(workspace)/sample-mailbox/route.ts": { GET: "sampleMailbox" },
  // Google sends people here: what they bring has to match what this browser keeps of its beginning.
  "app/api/google/callback/route.ts": { GET: "googleCallback" },
  "app/auth/callback/route.ts": { GET: "googleSignInCallback" },
  "app/api/chat/route.ts": { POST: "chatHandler(sessionContext)(after)" },
  "app/api/chat/[threadId]/stop/route.ts": { POST: "chatStopHandler(sessionContext)" },
  "app/api/chat/[threadId]/stream/route.ts": { GET: "chatStreamHandler(sessionContext)" },
  "app/api/health/route.ts": { GET: "handleHealth" },
  "app/api/mcp/route.ts": { GET: "mcpHandler", POST: "mcpHandler", DELETE: "mcpHandler" },
  "app/api/metrics/route.ts": { GET: "handleMetrics" },
  "app/api/mail/[interactionId]/attachments/[index]/route.ts": {
    GET: "mailAttachmentHandler(sessionContext)",
  },
  "app/api/mail/[interactionId]/html/route.ts": { GET: "mailHtmlHandler(sessionContext)" },
  "app/api/stream/route.ts": { GET: "streamHandler(sessionContext)" },
  "app/api/upload/route.ts": { POST: "uploadHandler(sessionContext)" },
  "app/api/[...path]/route.ts": {
    GET: "handleUnknown",
    POST: "handleUnknown",
    PUT: "handleUnknown",
    PATCH: "handleUnknown",
    DELETE: "handleUnknown",
  },
  // Google calls these: a token that Google signed, or the token of a channel that we opened, says that it is Google.
  "app/api/webhooks/calendar/route.ts": { POST: "calendarPushHandler" },
  "app/api/webhooks/gmail/route.ts": { POST: "gmailPushHandler" },
  "app/api/v1/[[...path]]/route.ts": {
    GET: "restHandler(sessionContext)",
    POST: "restHandler(sessionContext)",
    PUT: "restHandler(sessionContext)",
    PATCH: "restHandler(sessionContext)",
    DELETE: "restHandler(sessionContext)",
  },
  "app/api/v1/openapi.json/route.ts": { GET: "handleOpenApi" },
  "app/docs/api/assets/[file]/route.ts": { GET: "docsAsset" },
  "app/docs/api/route.ts": { GET: "docsPage" },
};

/** What of the exports only tells Next how to run the handler. */
const settings = new Set(["dynamic", "maxDuration"]);

const files = globSync("app/**/route.{ts,tsx}").sort();

test("the route handlers are the ones that are written down", () => {
  expect(files).toEqual(Object.keys(handlers).sort());
});

test.each(files)("%s exports its handlers and nothing that opens by cookie beside them", (file) => {
  const source = readFileSync(file, "utf8");
  const exported = [...source.matchAll(/^export const (\w+) = ([^;]+);$/gm)].map(
    ([, name = "", made = ""]) => [name, made],
  );
  const found = Object.fromEntries(exported.filter(([name]) => !settings.has(name ?? "")));
  expect(source.match(/^export /gm)).toHaveLength(exported.length);
  expect(found).toEqual(handlers[file]);
  // Cookies are read by server/session alone, and it is handed to makers that check the origin or refuse writes.
  expect(source).not.toMatch(/next\/headers|@supabase|request\.cookies/);
  expect(source.match(/\bsessionContext\b/g)?.length ?? 0).toBe(
    source.includes("sessionContext") ? 1 + (source.match(/Handler\(sessionContext\)/g)?.length ?? 0) : 0,
  );
});

test("vercel.json gives each function the time that its file asks for", () => {
  const Functions = z.record(z.string(), z.object({ maxDuration: z.int() }));
  const { functions } = z
    .object({ functions: Functions })
    .parse(JSON.parse(readFileSync("vercel.json", "utf8")));
  const asked = Object.keys(functions).map((file) => [
    file,
    { maxDuration: Number(/^export const maxDuration = (\d+);$/m.exec(readFileSync(file, "utf8"))?.[1]) },
  ]);
  expect(functions).toEqual(Object.fromEntries(asked));
});
