import { openRecords } from "#local/process/records.ts";

/** Runs the steps while the instance's worker stands still, as if there were none. */
export async function withoutWorker(steps: () => Promise<void>): Promise<void> {
  const worker = openRecords(process.env["E2E_STATE_DIR"] ?? "").living("worker");
  if (!worker) throw new Error("E2E_STATE_DIR names no instance with a worker");
  process.kill(worker.pid, "SIGSTOP");
  try {
    await steps();
  } finally {
    process.kill(worker.pid, "SIGCONT");
  }
}
