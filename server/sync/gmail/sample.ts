/** As many headers as a preview reads at most. */
export const sampleMax = 600;

/** Which of the newest-first ids to read: all of a few, else half of them from the newest and the rest evenly spread. */
export function sampleOf(ids: readonly string[], atMost = sampleMax): string[] {
  if (ids.length <= atMost) return [...ids];
  const newest = Math.floor(atMost / 2);
  const rest = atMost - newest;
  const older = ids.length - newest;
  const spread = Array.from(
    { length: rest },
    (_, index) => newest + Math.floor(((index + 0.5) * older) / rest),
  );
  return [...ids.slice(0, newest), ...spread.flatMap((index) => ids[index] ?? [])];
}
