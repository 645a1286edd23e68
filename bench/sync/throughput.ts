import type { BenchRun } from "../bench.ts";
import { type Rounds, runRounds } from "../rounds.ts";
import { fetchBare } from "./bare-client.ts";
import type { BenchGoogle } from "./google.ts";
import { approve, endOfImport, previewMailbox, storedOf } from "./mailbox.ts";

/** The same mailbox imported by a new person each time, beside a client that only fetches it. */
export async function compareThroughput(
  { say }: BenchRun,
  google: BenchGoogle,
  account: string,
  rounds: number,
): Promise<Rounds> {
  return runRounds({
    arms: {
      async ours() {
        const mailbox = await previewMailbox(google, account);
        const startedAt = performance.now();
        const running = await approve(mailbox);
        await endOfImport(running);
        const seconds = (performance.now() - startedAt) / 1000;
        return (await storedOf(running)) / seconds;
      },
      bare: () => fetchBare(google, account),
    },
    rounds,
    onRun: (arm, rate) => say(`  ${arm}: ${rate.toFixed(0)} messages/s`),
  });
}
