"use client";

import type { Batch } from "#lib/schemas/batches.ts";
import { useAnnounced } from "#components/live/use-announced.ts";

import type { Connection } from "./connection.ts";
import { ConnectionCard } from "./connection-card.tsx";

interface ConnectionCardsProps {
  connections: readonly Connection[];
  /** The newest imports: a source without one that lasts can be previewed. */
  batches: readonly Batch[];
}

/** Accounts that mail and events come from, the workspace's shared ones too. */
export function ConnectionCards({ connections, batches }: ConnectionCardsProps) {
  useAnnounced(["connection.changed", "preview.changed"], connections.length > 0);
  return connections.map((connection) => (
    <ConnectionCard
      key={connection.id}
      connection={connection}
      batches={batches.filter(({ connectionId }) => connectionId === connection.id)}
    />
  ));
}
