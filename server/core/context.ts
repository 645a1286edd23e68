import type { Role } from "#lib/schemas/common.ts";
import type { Logger } from "#server/observability/index.ts";

import type { Scope } from "./permissions.ts";
import type { OpenTransaction } from "./transaction.ts";

/** Who acts. A switch over it is exhaustive. */
export type Actor =
  | { kind: "user" }
  | { kind: "apiKey"; apiKeyId: string; scopes: Scope[] }
  | { kind: "assistant"; threadId: string; toolCallId: string }
  | { kind: "mcp"; apiKeyId: string; scopes: Scope[]; client: string }
  | { kind: "job"; jobId: string }
  | { kind: "automation"; automationId: string }
  | { kind: "system"; reason: string };

/** Where somebody knocks. `inside` is one operation called by another. */
export const doors = ["action", "rest", "tool", "mcp", "batch"] as const;
export type Door = (typeof doors)[number];

export interface Context {
  user: { id: string };
  workspace: { id: string };
  role: Role;
  actor: Actor;
  door: Door;
  requestId: string;
  log: Logger;
  /** Aborted when the caller went away or the process stops. */
  signal: AbortSignal;
  /** Repeats of a write with the same key answer what the first one answered. */
  idempotencyKey?: string;
  /** Why, for the ledger: ids only. */
  reason?: Record<string, string>;
  /** Set while an operation runs: what it calls joins the same transaction and change set. */
  open?: OpenTransaction;
}

/** The scopes that bound the caller beside its role; null for a person at the screen and for work on their behalf. */
export function scopesOf(actor: Actor): readonly Scope[] | null {
  switch (actor.kind) {
    case "apiKey":
    case "mcp":
      return actor.scopes;
    case "user":
    case "assistant":
    case "job":
    case "automation":
    case "system":
      return null;
  }
}

/** True for a person at the screen, or a key that was given the right to decide for one. */
export function mayDecide(actor: Actor): boolean {
  switch (actor.kind) {
    case "user":
      return true;
    case "apiKey":
      return actor.scopes.includes("approve") || actor.scopes.includes("*");
    case "assistant":
    case "mcp":
    case "job":
    case "automation":
    case "system":
      return false;
  }
}
