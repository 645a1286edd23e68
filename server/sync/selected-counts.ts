import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";

import { previewItems } from "#drizzle/schema/sync.ts";
import type { PreviewSelection } from "#lib/schemas/sync-controls.ts";
import { PreviewCounts, PreviewResult, type SelectedCounts } from "#lib/schemas/previews.ts";
import type { Tx } from "#server/db/index.ts";

import { estimateAll } from "./gmail/estimate.ts";
import type { PreviewRow } from "./internal.ts";
import { controlsOf, type PreviewFacts } from "./preview-facts.ts";
import { Choices } from "./selection.ts";

const SkipBy = z.object({ skipBy: z.record(z.string(), z.int()) });
const PersonDetail = z.object({
  companyDomain: z.string().nullable(),
  cells: z.array(z.int()).default([]),
  sentCount: z.int().default(0),
  receivedCount: z.int().default(0),
});

/** What the import would do when this is unticked: exact where the preview is, else an estimate from the same part. */
export async function countSelected(
  tx: Tx,
  preview: PreviewRow,
  facts: PreviewFacts,
  selection: PreviewSelection,
): Promise<SelectedCounts> {
  const base = PreviewCounts.parse(preview.counts);
  const { skipBy } = SkipBy.parse(preview.counts);
  const { estimate } = PreviewResult.parse(preview.result);
  const choices = new Choices(controlsOf(preview), selection);

  const left: Record<string, number> = {};
  const isKept = facts.cells.map((cell) => {
    const why = choices.unticked(cell, cell.kind);
    if (why) left[why] = (left[why] ?? 0) + cell.count;
    return why === null;
  });
  const counted = facts.cells.reduce((sum, { count }) => sum + count, 0);
  const scale = counted > 0 ? base.store / counted : 0;
  const unticked = Object.fromEntries(
    Object.entries(left).map(([code, count]) => [code, Math.round(count * scale)]),
  );
  const leftCount = Object.values(unticked).reduce((sum, count) => sum + count, 0);

  const rows = await tx
    .select({ kind: previewItems.kind, key: previewItems.key, detail: previewItems.detail })
    .from(previewItems)
    .where(and(eq(previewItems.previewId, preview.id), inArray(previewItems.kind, ["person", "company"])));
  const perCompany = new Map<string, number>();
  const sightings: number[] = [];
  for (const { kind, key, detail } of rows) {
    if (kind !== "person") continue;
    const { companyDomain, cells, sentCount, receivedCount } = PersonDetail.parse(detail);
    const takesPart = cells.length === 0 || cells.some((place) => isKept[place] ?? true);
    if (!takesPart || !choices.makesContact(key, companyDomain)) continue;
    sightings.push(sentCount + receivedCount);
    if (companyDomain !== null) perCompany.set(companyDomain, (perCompany.get(companyDomain) ?? 0) + 1);
  }
  const companies = rows.flatMap(({ kind, key }) =>
    kind === "company" && choices.makesCompany(key) ? (perCompany.get(key) ?? []) : [],
  );
  const [sampled, of] = estimate ? [estimate.sampled, estimate.of] : [1, 1];
  const people = estimateAll(sightings, sampled, of);
  const made = estimateAll(companies, sampled, of);
  return {
    counts: {
      total: base.total,
      store: base.store - leftCount,
      skip: base.skip + leftCount,
      people: people.likely,
      companies: made.likely,
    },
    skipBy: { ...skipBy, ...unticked },
    peopleRange: { from: people.from, to: people.to },
    companiesRange: { from: made.from, to: made.to },
  };
}
