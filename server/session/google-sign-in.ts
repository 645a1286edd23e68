import { headers } from "next/headers";

import { ReturnPath } from "#lib/schemas/auth.ts";
import { clientAddress } from "#server/auth/index.ts";
import { env } from "#server/env.ts";
import { logger } from "#server/observability/index.ts";

import { sessionClient } from "./client.ts";
import { ask, refusal } from "./refusal.ts";
import { goTo } from "./go-to.ts";
import { countTries } from "./tries.ts";

/** Where the browser goes to sign in by Google; the verifier stays here in a cookie. Throws AppError. */
export async function googleSignInUrl(next: string): Promise<string> {
  await countTries([{ name: "google:from", of: clientAddress(await headers()), max: 100 }]);
  const back = new URL("/auth/callback", env().APP_URL);
  back.searchParams.set("next", next);
  const { auth } = await sessionClient();
  const options = { redirectTo: back.href, skipBrowserRedirect: true };
  const { data, error } = await ask(auth.signInWithOAuth({ provider: "google", options }));
  if (error) throw refusal(error);
  return data.url;
}

/** GET /auth/callback: trades the code for a session. The verifier's cookie proves that this browser began. */
export async function googleSignInCallback(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const next = ReturnPath.parse(searchParams.get("next") ?? "/");
  const code = searchParams.get("code");
  const again = (problem: "denied" | "google") =>
    goTo("/sign-in", { problem, ...(next === "/" ? {} : { next }) });
  if (!code) return again(searchParams.get("error") === "access_denied" ? "denied" : "google");
  try {
    const { auth } = await sessionClient();
    const { error } = await ask(auth.exchangeCodeForSession(code));
    if (error) throw refusal(error);
    return goTo(next);
  } catch (error) {
    logger().info({ err: error }, "Google sign-in did not work");
    return again("google");
  }
}
