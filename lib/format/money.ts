/** Millionths of a US dollar as people read them: "$0.0012", "$1.20", "under $0.0001". */
export function formatMicros(micros: number): string {
  if (micros > 0 && micros < 100) return "under $0.0001";
  const digits = micros > 0 && micros < 100_000 ? 4 : 2;
  return `$${(micros / 1_000_000).toFixed(digits)}`;
}
