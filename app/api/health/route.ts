import { handleHealth } from "#server/api/index.ts";

export const dynamic = "force-dynamic";

export const GET = handleHealth;
