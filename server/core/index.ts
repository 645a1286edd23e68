export { audienceOn, type Ownership } from "./audience.ts";
export { type Actor, type Context, type Door, doors, mayDecide, scopesOf } from "./context.ts";
export { fieldErrors, toAppError, toFailure } from "./errors.ts";
export { type DomainEvent, type DomainEvents, emit, type EventType } from "./events.ts";
export { canonicalJson, hashOf } from "./idempotency.ts";
export { newId } from "./ids.ts";
export { type ChangeSetKind, joinChangeSet, openChangeSet, sealChangeSet } from "./ledger.ts";
export {
  type ChangeSetStart,
  type Operation,
  operation,
  type OperationContext,
  type OperationDefinition,
  parseInput,
  requirePermission,
  type RestRoute,
  type Target,
} from "./operation.ts";
export { decodeCursor, encodeCursor, IdCursor, type Page, toPage } from "./pagination.ts";
export { type Permission, permissions, rolePermissions, type Scope, scopes } from "./permissions.ts";
export { bindPorts, ports, type Ports, type PublishedEvent } from "./ports.ts";
export { findRow, isoOrNull, requireInBin, requireVersion, type RowChoice, toIso } from "./rows.ts";
export { step, stepAtOnce } from "./step.ts";
export type { OpenTransaction } from "./transaction.ts";
