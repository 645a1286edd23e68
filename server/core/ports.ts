import { perProcess } from "#lib/per-process.ts";

import type { DomainEvent } from "./events.ts";

export interface PublishedEvent extends Record<string, unknown> {
  id: string;
  type: DomainEvent["type"];
  payload: DomainEvent["payload"];
}

/** What core needs from the rooms above it. Bound once at boot; until then nobody listens. */
export interface Ports {
  /** Tells live pages; best effort, since the outbox delivers again. */
  publish(target: { workspaceId: string; userId: string }, events: PublishedEvent[]): Promise<void>;
}

const state = perProcess("core.ports", (): { bound: Ports } => ({
  bound: { publish: () => Promise.resolve() },
}));

export const ports = (): Ports => state.bound;

export function bindPorts(next: Ports): void {
  state.bound = next;
}
