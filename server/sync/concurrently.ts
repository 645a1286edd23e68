/**
 * Works on at most `width` items at once; results are in the order of the items. After the first error none is begun, and
 * none once `mayBegin` says no: the results are then those of the first items.
 */
export async function concurrently<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
  mayBegin: () => boolean = () => true,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (next < items.length && !failed && mayBegin()) {
      const index = next++;
      const item = items[index];
      if (item === undefined) continue;
      try {
        results[index] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const lanes = Array.from({ length: Math.min(width, items.length) }, lane);
  // What is under way ends before the error is told: nothing goes on behind the caller's back.
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
  return results;
}
