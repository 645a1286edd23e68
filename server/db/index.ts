export { asUser, asUserAtOnce, type ChangeSetAhead, type Identity } from "./as-user.ts";
export { countRows } from "./count-rows.ts";
export { appPool, closePools, type Database, systemPool, type Tx } from "./pools.ts";
export { sqlDetail, sqlState, violatedConstraint } from "./sql-state.ts";
export { analyseGrownTables } from "./statistics.ts";
export { together } from "./together.ts";
