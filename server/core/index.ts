export { type Actor, type Context, type Door, doors, mayDecide, scopesOf } from "./context.ts";
export { fieldErrors, toAppError, toFailure } from "./errors.ts";
export { type DomainEvent, type DomainEvents, emit, type EventType } from "./events.ts";
export { canonicalJson, hashOf } from "./idempotency.ts";
export { newId } from "./ids.ts";
export { type ChangeSetKind, joinChangeSet, openChangeSet, sealChangeSet } from "./ledger.ts";
export {
  type Operation,
  operation,
  type OperationContext,
  type OperationDefinition,
  type RestRoute,
  type Target,
} from "./operation.ts";
export { decodeCursor, encodeCursor, IdCursor, type Page, toPage } from "./pagination.ts";
export { type Permission, permissions, rolePermissions, type Scope, scopes } from "./permissions.ts";
export { bindPorts, ports, type Ports, type PublishedEvent } from "./ports.ts";
export type { OpenTransaction } from "./transaction.ts";
