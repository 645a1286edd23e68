import type { Context, OperationContext, Permission } from "#server/core/index.ts";

/** Ids and words of the provider; kept with the effect. */
export type EffectResponse = Record<string, string | null>;

/** One effect, as its driver sees it: outside any transaction, with the rights of who asked for it. */
export interface EffectCall {
  ctx: Context;
  /** Deterministic: whatever the driver makes is named after it, so that a second attempt finds it. */
  key: string;
  /** As it was recorded. */
  request: unknown;
  /** What performing it answered; null where that is not known. */
  response: EffectResponse | null;
  /** What an attempt has noted of what it was about to do; null where none came that far. */
  doing: EffectResponse | null;
  /** Keeps such a note before anything is done that a later attempt could not find again. */
  note: (doing: EffectResponse) => Promise<void>;
  signal: AbortSignal;
}

/** How an operation's effect is done outside and taken back. Both may run any number of times and are done once. */
export interface EffectDriver {
  /** Asked for again when it is done: who asked may have lost the right since. */
  permission: Permission;
  /** Looks first whether an earlier attempt did it already. */
  perform: (call: EffectCall) => Promise<EffectResponse>;
  /** Takes back what is there; nothing there is as good. What is held is never asked for this once it has begun. */
  undo: (call: EffectCall) => Promise<void>;
  /** In the transaction that settles either of them. */
  settled?: (ctx: OperationContext, request: unknown) => Promise<void>;
}

/** By the name of the operation. */
export type EffectDrivers = Readonly<Record<string, EffectDriver>>;
