"use client";

import type { Batch } from "#lib/schemas/batches.ts";
import { useLive } from "#components/live/use-live.ts";
import { Badge } from "#components/ui/badge.tsx";

import { isMoving, statusWords } from "./batch-status.ts";

/** Where an import of the list stands: the same reading as the open one's, so that both say the same. */
export function ImportStatus({ initial }: { initial: Batch }) {
  const { value } = useLive<Batch>({
    path: `/batches/${initial.id}`,
    initial,
    about: (batch) => [initial.id, batch?.jobId ?? null],
    isMoving: ({ status }) => isMoving(status),
  });
  const { words, tone } = statusWords((value ?? initial).status);
  return <Badge tone={tone}>{words}</Badge>;
}
