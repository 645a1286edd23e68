import { limits } from "./limits.ts";
import { subjectKey } from "./threads.ts";
import type { Plan } from "./plan-types.ts";

type Sample = Plan["samples"][number];

/** Keeps a few subjects spread evenly over any number of messages: every nth, n doubling when the shelf is full. */
export class SampleShelf {
  #kept: Sample[] = [];
  #stride = 1;
  #offered = 0;

  offer(sample: Sample): void {
    if (this.#offered++ % this.#stride !== 0 || sample.subject === "") return;
    this.#kept.push(sample);
    if (this.#kept.length < 8 * limits.sampleSubjects) return;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0);
    this.#stride *= 2;
  }

  /** At most `limits.sampleSubjects`, one per thread. */
  pick(): Sample[] {
    const byThread = new Map<string, Sample>();
    for (const sample of this.#kept) {
      const key = subjectKey(sample.subject);
      if (!byThread.has(key)) byThread.set(key, sample);
    }
    const threads = [...byThread.values()];
    const step = Math.max(1, threads.length / limits.sampleSubjects);
    const wanted = Math.min(limits.sampleSubjects, threads.length);
    return Array.from({ length: wanted }, (_, index) => threads[Math.floor(index * step)]).filter(
      (one) => one !== undefined,
    );
  }
}
