import { mcpHandler } from "#server/api/index.ts";

export const dynamic = "force-dynamic";
export const maxDuration = 60;

export const GET = mcpHandler;
export const POST = mcpHandler;
export const DELETE = mcpHandler;
