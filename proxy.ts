import { randomBytes } from "node:crypto";

import { type NextRequest, NextResponse } from "next/server";

import { env } from "./server/env.ts";
import { contentSecurityPolicy } from "./server/session/content-security-policy.ts";
import { refreshSession } from "./server/session/refresh.ts";
import { uploadOrigin } from "./server/storage/upload-address.ts";

/** Comfort, not authorisation: renews the session and gives each page its nonce. Pages verify by themselves. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const settings = env();
  const { NODE_ENV } = settings;
  const https = settings.APP_URL.startsWith("https:");
  const nonce = randomBytes(18).toString("base64");
  const policy = contentSecurityPolicy(nonce, {
    development: NODE_ENV === "development",
    https,
    uploads: uploadOrigin(settings),
  });
  const applyTo = await refreshSession(request);

  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (https) response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  applyTo(response);
  return response;
}

export const config = {
  // Never /api: what passes through here is cut at 10 MB, silently.
  matcher: ["/((?!api(?:/|$)|_next/static|_next/image|docs/api/assets|favicon\\.ico).*)"],
};
