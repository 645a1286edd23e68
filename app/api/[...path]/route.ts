import { handleUnknown } from "#server/api/index.ts";

export const dynamic = "force-dynamic";

export const GET = handleUnknown;
export const POST = handleUnknown;
export const PUT = handleUnknown;
export const PATCH = handleUnknown;
export const DELETE = handleUnknown;
