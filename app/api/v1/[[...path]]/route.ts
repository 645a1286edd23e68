import { restHandler } from "#server/api/index.ts";
import { sessionContext } from "#server/session/index.ts";

export const dynamic = "force-dynamic";
export const maxDuration = 300;

export const GET = restHandler(sessionContext);
export const POST = restHandler(sessionContext);
export const PUT = restHandler(sessionContext);
export const PATCH = restHandler(sessionContext);
export const DELETE = restHandler(sessionContext);
