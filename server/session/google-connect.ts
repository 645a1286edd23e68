import { createHash, timingSafeEqual } from "node:crypto";

import { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { ReturnPath } from "#lib/schemas/auth.ts";
import { Audience, Id } from "#lib/schemas/common.ts";
import { GoogleGrant, type GoogleOutcome, type StartGoogleInput } from "#lib/schemas/connections.ts";
import { finishGoogle, NoLastingAccess, NothingGranted, startGoogle } from "#server/connections/index.ts";
import type { Context } from "#server/core/index.ts";
import { GoogleError } from "#server/google/index.ts";

import { sessionContext } from "./context.ts";
import { goTo } from "./go-to.ts";
import { dropCookie, keepInCookie, readCookie, sealedCookie } from "./sealed-cookie.ts";

const attempt = sealedCookie(
  "google",
  z.object({
    state: z.string(),
    verifier: z.string(),
    userId: Id,
    workspaceId: Id,
    grants: z.array(GoogleGrant),
    audience: Audience.optional(),
    /** Chosen in the form for a new account, which begins with it again where nothing came of it. */
    isChosen: z.boolean(),
    next: ReturnPath,
  }),
);

const settingsPage = "/settings/google";

/** Where the browser goes to be asked; what comes back has to be of this session. Throws AppError. */
export async function startGoogleConnection(
  ctx: Context,
  input: z.output<typeof StartGoogleInput>,
): Promise<{ url: string }> {
  const { url, state, verifier } = await startGoogle(ctx, input);
  const { grants, audience, connectionId, next = settingsPage } = input;
  const isChosen = connectionId === undefined;
  const whose = { userId: ctx.user.id, workspaceId: ctx.workspace.id };
  await keepInCookie(attempt, { state, verifier, grants, audience, isChosen, next, ...whose });
  return { url };
}

/** GET /api/google/callback: ends the attempt whatever came back, and goes to where it began with how it ended. */
export async function googleCallback(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const begun = await readCookie(attempt);
  await dropCookie(attempt);
  const next = begun?.next ?? settingsPage;
  const ctx = await sessionContext("action").catch(() => null);
  if (!ctx) return goTo("/sign-in", { next });
  const isOurs =
    begun?.userId === ctx.user.id &&
    begun.workspaceId === ctx.workspace.id &&
    isSame(begun.state, searchParams.get("state") ?? "");
  if (!begun || !isOurs) return goTo(next, { google: "expired" satisfies GoogleOutcome });
  const code = searchParams.get("code");
  if (!code) {
    const isDenied = searchParams.get("error") === "access_denied";
    return again(begun, isDenied ? "denied" : "failed");
  }
  const { verifier, grants: wanted, audience } = begun;
  try {
    const { connection, missing } = await finishGoogle(ctx, { code, verifier, wanted, audience });
    const outcome: GoogleOutcome = missing.length > 0 ? "partial" : "connected";
    return goTo(next, { google: outcome, connection: connection.id });
  } catch (error) {
    const google = outcomeOf(error);
    if (google === "failed") ctx.log.error({ err: error }, "connecting Google failed");
    return again(begun, google);
  }
}

type Begun = Pick<z.output<typeof attempt.shape>, "next" | "grants" | "audience" | "isChosen">;

/** To where it began, with what had been chosen there: it is not to be ticked twice. */
function again({ next, grants, audience, isChosen }: Begun, google: GoogleOutcome): Response {
  if (!isChosen) return goTo(next, { google });
  return goTo(next, { google, grants: grants.join(","), ...(audience ? { audience } : {}) });
}

function outcomeOf(error: unknown): GoogleOutcome {
  if (error instanceof NothingGranted) return "nothing_granted";
  if (error instanceof NoLastingAccess) return "no_lasting_access";
  if (error instanceof GoogleError && error.kind === "invalid_grant") return "expired";
  if (!(error instanceof AppError)) return "failed";
  if (error.code === "unavailable" || error.code === "rate_limited") return "unavailable";
  return error.code === "forbidden" ? "not_allowed" : "failed";
}

const digest = (text: string) => createHash("sha256").update(text).digest();
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
