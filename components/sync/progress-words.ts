import { formatBytes } from "#lib/format/bytes.ts";
import { formatNumber } from "#lib/format/number.ts";
import { formatDuration } from "#lib/format/time.ts";

interface Amount {
  done: number;
  total: number;
}

export interface ProgressAmounts {
  /** "bytes", or what is counted: "messages". */
  unit: string;
  progress: Amount | null;
  /** Earlier readings and when they were made: what the rate is told from. */
  readings: readonly { progress: Amount | null; atMs: number }[];
  /** As the server has seen it over some minutes; goes before the readings of this page. */
  pace?: { perSecond: number; secondsLeft: number } | null;
  /** When it goes on by itself, and what it waits after; without words it is the provider's limit. */
  waits?: { until: string; after: string | null } | null;
}

const settledMs = 500;

/** "1,204 of 1,659 messages · 380/s · 2 s left", and what it waits for. */
export const progressWords = (amounts: ProgressAmounts): string => amountWords(amounts) + waitWords(amounts);

function amountWords({ unit, progress, readings, pace }: ProgressAmounts) {
  const { done, total } = progress ?? { done: 0, total: 0 };
  if (total <= 0) return "Starting";
  const format = unit === "bytes" ? formatBytes : formatNumber;
  const amount = `${format(done)} of ${format(total)}${unit === "bytes" ? "" : ` ${unit}`}`;
  const rate = pace?.perSecond ?? ratePerSecond(readings);
  if (rate < 1 || done >= total) return amount;
  const leftMs = (pace?.secondsLeft ?? (total - done) / rate) * 1000;
  return `${amount} · ${format(rate)}/s · ${formatDuration(leftMs)} left`;
}

/** As of the last reading: a moment later it is read again. */
function waitWords({ waits, readings }: ProgressAmounts): string {
  const readAtMs = readings.at(-1)?.atMs;
  if (!waits || readAtMs === undefined) return "";
  const leftMs = new Date(waits.until).getTime() - readAtMs;
  if (leftMs < settledMs) return "";
  const inTime = `goes on in ${formatDuration(leftMs)}`;
  return waits.after === null ? ` · ${inTime}, Google's limit per minute` : ` · ${waits.after} It ${inTime}.`;
}

function ratePerSecond(readings: ProgressAmounts["readings"]): number {
  const known = readings.filter(({ progress }) => progress !== null);
  const [first] = known;
  const last = known.at(-1);
  if (!first?.progress || !last?.progress || last.atMs - first.atMs < settledMs) return 0;
  return ((last.progress.done - first.progress.done) / (last.atMs - first.atMs)) * 1000;
}
