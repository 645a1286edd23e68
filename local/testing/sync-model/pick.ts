/** Counted round what there is; undefined where there is nothing. */
export const pick = <T>(list: readonly T[], nth: number): T | undefined =>
  list[nth % Math.max(1, list.length)];
