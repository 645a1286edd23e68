import { googleCallback } from "#server/session/index.ts";

export const dynamic = "force-dynamic";

export const GET = googleCallback;
