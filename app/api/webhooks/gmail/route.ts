import { gmailPushHandler } from "#server/api/index.ts";

export const dynamic = "force-dynamic";

export const POST = gmailPushHandler;
