import type { PreviewResult } from "#lib/schemas/previews.ts";

/** Counts of a sample as counts of all `total` messages; they add up to it as the sample's did to its size. */
export function scaled(result: PreviewResult, total: number): PreviewResult {
  const sampled = Object.values(result.bySenderKind).reduce((sum, count) => sum + count, 0);
  if (sampled === 0) return result;
  const scale = (counts: readonly number[]): number[] => {
    let given = 0;
    let exact = 0;
    return counts.map((count) => {
      exact += (count * total) / sampled;
      const share = Math.round(exact) - given;
      given += share;
      return share;
    });
  };
  const months = scale(result.byMonth.map((month) => month.count));
  const { person, newsletter, automated, list, own } = result.bySenderKind;
  const kinds = scale([person, newsletter, automated, list, own]);
  return {
    ...result,
    byMonth: result.byMonth.map(({ month }, index) => ({ month, count: months[index] ?? 0 })),
    bySenderKind: {
      person: kinds[0] ?? 0,
      newsletter: kinds[1] ?? 0,
      automated: kinds[2] ?? 0,
      list: kinds[3] ?? 0,
      own: kinds[4] ?? 0,
    },
  };
}
