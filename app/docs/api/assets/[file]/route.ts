import { docsAsset } from "#server/api/index.ts";

export const GET = docsAsset;
