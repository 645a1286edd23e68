import { docsAsset } from "#server/api/index.ts";

export const GET = async (_request: Request, { params }: { params: Promise<{ file: string }> }) =>
  docsAsset((await params).file);
