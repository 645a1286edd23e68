import type { Tx } from "#server/db/index.ts";

import type { DomainEvent } from "./events.ts";

/** The transaction of the outermost operation, and what is to happen once it has committed. */
export interface OpenTransaction {
  tx: Tx;
  /** Null while only reads run. */
  changeSetId: string | null;
  events: (DomainEvent & { id: string })[];
  afterCommit: (() => Promise<void>)[];
  /** What is to happen outside, by the ids of its rows: their change set is kept though it touched no record. */
  effects: string[];
}
