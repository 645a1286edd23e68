import { googleSignInCallback } from "#server/session/index.ts";

export const dynamic = "force-dynamic";

export const GET = googleSignInCallback;
