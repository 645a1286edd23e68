export { asUser, type ChangeSetAhead, type Identity } from "./as-user.ts";
export { appPool, closePools, type Database, systemPool, type Tx } from "./pools.ts";
export { sqlState, violatedConstraint } from "./sql-state.ts";
export { analyseGrownTables } from "./statistics.ts";
