import { after } from "next/server";

import { chatHandler } from "#server/api/index.ts";
import { sessionContext } from "#server/session/index.ts";

export const dynamic = "force-dynamic";
export const maxDuration = 300;

export const POST = chatHandler(sessionContext)(after);
