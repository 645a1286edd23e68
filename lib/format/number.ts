/** "1,204". Without Intl, whose first use costs a browser more than all the rest of a list. */
export const formatNumber = (value: number): string =>
  Math.round(value)
    .toFixed(0)
    .replaceAll(/\B(?=(?:\d{3})+$)/g, ",");

/** "19k", "1.2M": for the marks of an axis. */
export function formatCompact(value: number): string {
  const [by, sign] = value >= 1_000_000 ? [1_000_000, "M"] : value >= 1_000 ? [1_000, "k"] : [1, ""];
  return `${String(Math.round((value / by) * 10) / 10)}${sign}`;
}

/** "92 %"; a share that is not quite nothing or all says so. */
export function formatShare(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 0 && share > 0) return "under 1 %";
  if (percent === 100 && share < 1) return "over 99 %";
  return `${percent} %`;
}

/** "1 message", "1,204 messages". */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}
