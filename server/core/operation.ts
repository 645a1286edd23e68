import type { SQL } from "drizzle-orm";
import type { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { refusedFieldWords } from "#lib/format/refused-fields.ts";
import type { Role } from "#lib/schemas/common.ts";
import { asUser, type ChangeSetAhead, type Tx } from "#server/db/index.ts";
import { operationSeconds } from "#server/observability/index.ts";

import { type Context, type Door, mayDecide, scopesOf } from "./context.ts";
import { fieldErrors, toAppError } from "./errors.ts";
import { outboxInsert } from "./events.ts";
import { claimIdempotencyKey, settleIdempotencyKey } from "./idempotency.ts";
import { newId } from "./ids.ts";
import { type ChangeSetKind, openChangeSet, sealing } from "./ledger.ts";
import { type Permission, rolePermissions } from "./permissions.ts";
import { settleAfterCommit } from "./after-commit.ts";
import type { OpenTransaction } from "./transaction.ts";

type TargetTable = "contacts" | "companies" | "notes" | "tasks" | "tags" | "calendar_events" | "memories";

/** A row that a write aims at: a proposal remembers its version and is shown again when it changed. */
export interface Target {
  table: TargetTable;
  id: string;
}

export interface ChangeSetStart {
  kind: ChangeSetKind;
  revertsId?: string;
  /** Why, for the ledger: ids only. */
  reason?: Record<string, string>;
}

export interface RestRoute {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below /api/v1, with {id} where the input's id goes. */
  path: `/${string}`;
  /** Name of the multipart field that carries a file. */
  file?: string;
  /** JSON fields that announce a file which goes elsewhere, in place of the multipart field. */
  announces?: readonly string[];
}

export interface OperationDefinition<I extends z.ZodType, O extends z.ZodType> {
  /** "room.verb": the operationId, the ledger's word, and as room_verb the tool. */
  name: `${string}.${string}`;
  summary: string;
  /** For the model: when to use it and when not, and where ids come from. */
  guidance?: string;
  input: I;
  output: O;
  permission: Permission;
  /** `external` leaves the house: it runs like a write, and records what a worker is to do outside by recordEffect(). */
  effect: "read" | "write" | "external";
  doors: readonly Door[];
  /**
   * Whether several of one answer may be rows of one card. Writes of records may where it is left out; what leaves the house
   * only where it says so: it writes to nobody.
   */
  joins?: boolean;
  rest?: RestRoute;
  /** Only people decide: a session, or a key with the scope `approve`. */
  decision?: boolean;
  /** `always` keeps a change set that touched no ledgered row: what was done is worth knowing all the same. */
  ledger?: "whenChanged" | "always";
  /** Set where the change set is not a plain edit, or has a reason that the input knows. */
  changeSet?: (input: z.output<I>, tx: Tx) => ChangeSetStart | Promise<ChangeSetStart>;
  /** What makes two requests with the same idempotency key the same, where that is not the whole input. */
  idempotencyInput?: (input: z.output<I>) => unknown;
  targets?: (input: z.output<I>) => Target[];
  /** Throws what would refuse the call as things are: asked before a person is asked to approve it. Changes nothing. */
  refusal?: (call: { ctx: OperationContext; tx: Tx; input: z.output<I> }) => Promise<unknown>;
  /** The input as it is shown and approved, with what it leaves open spelled out; where it is left out, as it came. */
  proposed?: (call: { ctx: OperationContext; tx: Tx; input: z.output<I> }) => Promise<z.input<I>>;
  /** What is kept to answer a repeat of the request, where the answer holds a secret. */
  storedAnswer?: (output: z.output<O>) => z.output<O>;
  /** What a model is told of the answer, where that is less than all of it. */
  forModel?: (output: z.output<O>) => unknown;
  run: (call: { ctx: OperationContext; tx: Tx; input: z.output<I> }) => Promise<z.input<O>>;
  /** Adds what only another service can give, once the transaction is over: a repeat gets it anew, nothing keeps it. */
  finish?: (ctx: Context, output: z.output<O>) => Promise<z.output<O>>;
}

/** The context while an operation runs: the transaction is open. */
export type OperationContext = Context & { open: OpenTransaction };

export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  (ctx: Context, input: z.input<I>): Promise<z.output<O>>;
  readonly definition: OperationDefinition<I, O>;
}

/**
 * Wraps a verb in the order no author can forget: door → permission → parse → transaction as the user { idempotency
 * key, change set, run } → after commit { deliver, publish } → typed result. Throws AppError.
 */
export function operation<I extends z.ZodType, O extends z.ZodType>(
  definition: OperationDefinition<I, O>,
): Operation<I, O> {
  const call = async (ctx: Context, rawInput: z.input<I>): Promise<z.output<O>> => {
    const stop = operationSeconds.startTimer({
      operation: definition.name,
      door: ctx.open ? "inside" : ctx.door,
    });
    try {
      if (!ctx.open) requireDoor(ctx, definition);
      requirePermission(ctx, definition);
      const input = parseInput(definition, rawInput);
      const output = ctx.open
        ? await joinOpen(ctx, ctx.open, definition, input)
        : await runOutermost(ctx, definition, input).then((done) => definition.finish?.(ctx, done) ?? done);
      stop({ outcome: "ok" });
      return output;
    } catch (error) {
      const known = toAppError(error);
      stop({ outcome: known.code });
      throw known;
    }
  };
  return Object.assign(call, { definition });
}

interface Guarded {
  name: string;
  doors: readonly Door[];
  permission: Permission;
  decision?: boolean;
}

interface Ahead {
  effect: "read" | "write" | "external";
  changeSet?: unknown;
}

function requireDoor(ctx: Context, { name, doors }: Guarded): void {
  if (!doors.includes(ctx.door)) throw new AppError("forbidden", `"${name}" cannot be called this way.`);
}

/** Throws forbidden unless role, scopes and (for a decision) the actor allow it. */
export function requirePermission(
  ctx: Context,
  { permission, decision }: Pick<Guarded, "permission" | "decision">,
): void {
  if (!rolePermissions[ctx.role].has(permission)) {
    throw new AppError(
      "forbidden",
      `Your role (${ctx.role}) does not allow this. Ask an owner or admin of the workspace.`,
    );
  }
  const scopes = scopesOf(ctx.actor);
  if (scopes && !scopes.includes("*") && !scopes.includes(permission)) {
    throw new AppError("forbidden", `This API key lacks the scope "${permission}". Make a key that has it.`);
  }
  if (decision && !mayDecide(ctx.actor)) {
    throw new AppError(
      "forbidden",
      'Only a person decides this: do it in the app, or use a key with the scope "approve".',
    );
  }
}

/** The input as `run` receives it; throws invalid_input with the fields that are wrong. */
export function parseInput<I extends z.ZodType>(definition: { input: I }, input: unknown): z.output<I> {
  const parsed = definition.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error);
  throw new AppError("invalid_input", refusedFieldWords(fields), { fields });
}

/** A nested call: same transaction and change set. A write inside a read is a mistake of the author. */
async function joinOpen<I extends z.ZodType, O extends z.ZodType>(
  ctx: Context,
  open: OpenTransaction,
  definition: OperationDefinition<I, O>,
  input: z.output<I>,
): Promise<z.output<O>> {
  if (definition.effect !== "read" && open.changeSetId === null) {
    throw new Error(`${definition.name} writes, but was called by a read`);
  }
  return definition.output.parse(await definition.run({ ctx: { ...ctx, open }, tx: open.tx, input }));
}

async function runOutermost<I extends z.ZodType, O extends z.ZodType>(
  ctx: Context,
  definition: OperationDefinition<I, O>,
  input: z.output<I>,
): Promise<z.output<O>> {
  const identity = { userId: ctx.user.id, workspaceId: ctx.workspace.id };
  const ahead = changeSetAhead(ctx, definition);
  const run = async (tx: Tx, role: Role) => {
    const current = { ...ctx, role };
    // The role may have changed since the session or key was read.
    requirePermission(current, definition);
    const open: OpenTransaction = {
      tx,
      changeSetId: ahead?.id ?? null,
      events: [],
      afterCommit: [],
      effects: [],
    };
    const runIt = async () =>
      definition.output.parse(await definition.run({ ctx: { ...current, open }, tx, input }));
    if (definition.effect === "read") return { output: await runIt(), open, seal: null };
    return { ...(await runWrite(current, definition, input, open, runIt)), open };
  };
  const { output, open } = await asUser(identity, run, { ahead, closing: ({ seal }) => seal });
  await settleAfterCommit(ctx, open);
  return output;
}

/** What is known beforehand of the change set of a plain edit: it is opened together with the rights. */
function changeSetAhead(
  ctx: Context,
  { name, effect, changeSet }: Guarded & Ahead,
): ChangeSetAhead | undefined {
  if (effect === "read" || changeSet || ctx.idempotencyKey) return undefined;
  return {
    id: newId(),
    operation: name,
    actor: JSON.stringify(ctx.actor),
    reason: JSON.stringify(ctx.reason ?? {}),
    requestId: ctx.requestId,
  };
}

interface Written<T> {
  output: T;
  /** Seals its change set; null where it wrote nothing. */
  seal: SQL | null;
}

async function runWrite<I extends z.ZodType, O extends z.ZodType>(
  ctx: Context,
  definition: OperationDefinition<I, O>,
  input: z.output<I>,
  open: OpenTransaction,
  run: () => Promise<z.output<O>>,
): Promise<Written<z.output<O>>> {
  const claimed = ctx.idempotencyKey
    ? await claimIdempotencyKey(open.tx, ctx, definition.name, definition.idempotencyInput?.(input) ?? input)
    : null;
  if (claimed && "response" in claimed) {
    return { output: definition.output.parse(claimed.response), seal: null };
  }
  if (open.changeSetId === null) {
    open.changeSetId = newId();
    const { kind, revertsId, reason } = (await definition.changeSet?.(input, open.tx)) ?? { kind: "edit" };
    await openChangeSet(open.tx, reason ? { ...ctx, reason: { ...ctx.reason, ...reason } } : ctx, {
      id: open.changeSetId,
      operation: definition.name,
      kind,
      ...(revertsId ? { revertsId } : {}),
    });
  }
  const output = await run();
  if (claimed) {
    await settleIdempotencyKey(open.tx, claimed, definition.storedAnswer?.(output) ?? output);
  }
  const keepEmpty = definition.ledger === "always" || open.effects.length > 0;
  return { output, seal: sealing(keepEmpty, outboxInsert(ctx, open)) };
}
