import { mailHtmlHandler } from "#server/api/index.ts";
import { sessionContext } from "#server/session/index.ts";

export const dynamic = "force-dynamic";

export const GET = mailHtmlHandler(sessionContext);
