import { calendarPushHandler } from "#server/api/index.ts";

export const dynamic = "force-dynamic";

export const POST = calendarPushHandler;
