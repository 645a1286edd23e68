/**
 * How much slower a machine of this benchmark index has to be made to stand for the phone that Lighthouse means (a
 * middling one): the points of Lighthouse's own calculator, straight lines between them. 4 is right for an index of 1,533.
 * Source: lighthouse-cpu-throttling-calculator, named by Lighthouse's docs/throttling.md.
 */
export function slowdownFor(benchmarkIndex: number): number {
  if (benchmarkIndex >= 1_300) return 3 + (benchmarkIndex - 1_300) / 233;
  if (benchmarkIndex >= 800) return 2 + (benchmarkIndex - 800) / 500;
  return 1 + Math.max(0, benchmarkIndex - 150) / 650;
}
