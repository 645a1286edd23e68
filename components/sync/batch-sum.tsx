import type { Batch } from "#lib/schemas/sync.ts";

import { isMoving } from "./batch-status.ts";
import { Sum } from "./sum.tsx";

/** Where each message of the file went, at any moment of an import. */
export function BatchSum({ batch: { counts, status } }: { batch: Batch }) {
  const { total, stored, skipped, failed } = counts;
  const rest = total - stored - skipped - failed;
  return (
    <Sum
      total={{ count: total, label: "in the file" }}
      parts={[
        { count: stored, label: "stored" },
        { count: skipped, label: "skipped" },
        { count: failed, label: "failed" },
        ...(rest > 0 ? [{ count: rest, label: isMoving(status) ? "to go" : "not reached" }] : []),
      ]}
    />
  );
}
