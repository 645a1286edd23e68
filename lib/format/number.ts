const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** "1,204". */
export const formatNumber = (value: number): string => whole.format(value);

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
