const units = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** "1.5 MB": one decimal below ten, in units of 1,000. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return `${value.toLocaleString("en", { maximumFractionDigits: digits })} ${units[unit] ?? "TB"}`;
}
