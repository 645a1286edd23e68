import type { Batch } from "#lib/schemas/batches.ts";

import { isMoving } from "./batch-status.ts";
import { sourceWords } from "./source-words.ts";
import { Sum } from "./sum.tsx";

/** Where each message or meeting went, at any moment of an import. */
export function BatchSum({ batch: { counts, status, source, content } }: { batch: Batch }) {
  const { total, stored, skipped, failed } = counts;
  const rest = total - stored - skipped - failed;
  return (
    <Sum
      total={{ count: total, label: sourceWords({ source, content }).place }}
      parts={[
        { count: stored, label: "stored" },
        { count: skipped, label: "skipped" },
        { count: failed, label: "failed" },
        ...(rest > 0 ? [{ count: rest, label: isMoving(status) ? "to go" : "not reached" }] : []),
      ]}
    />
  );
}
