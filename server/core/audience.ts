import type { Audience } from "#lib/schemas/common.ts";

/** Who sees a row, and whose it is while not everybody does. */
export interface Ownership {
  audience: Audience;
  ownerId: string;
}

const narrowestFirst = ["private", "metadata", "subject"] as const;

/**
 * The audience of what `writerId` writes on these records: the narrowest of theirs, with that record's owner. What the
 * whole workspace sees belongs to its writer.
 */
export function audienceOn(records: readonly Ownership[], writerId: string): Ownership {
  for (const audience of narrowestFirst) {
    const record = records.find((candidate) => candidate.audience === audience);
    if (record) return { audience, ownerId: record.ownerId };
  }
  return { audience: "workspace", ownerId: writerId };
}
