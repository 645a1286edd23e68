import { type BuildExtraConfigColumns, type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  type ExtraConfigColumn,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  customType,
  foreignKey,
  integer,
  pgPolicy,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";

/** Not exposed by Supabase's Data API. */
export const crm = pgSchema("crm");

/**
 * ledgered: what people edit, full before and after in the ledger. derived: rebuildable from raw_events, one item
 * per statement, undone by batch. operational: jobs, usage, the ledger itself, no items.
 */
export type TableKind = "ledgered" | "derived" | "operational";

/** Who may see a row beyond "somebody of this workspace"; system: nobody but the system login. */
type Visibility = "workspace" | "audience" | "contents" | "subjects" | "own" | "ownOrAdmin" | "system";
/** self: whoever the row names as its user, and no admin for them. */
type Writer = "member" | "admin" | "owner" | "anyMember" | "self" | "nobody";
type Verb = "insert" | "update" | "delete";

interface TenantRules {
  kind: TableKind;
  visibility?: Visibility;
  /** Per verb; what is left out is refused. Default: members write everything they see. */
  writers?: Partial<Record<Verb, Writer>>;
}

export const instant = (name?: string) =>
  name
    ? timestamp(name, { withTimezone: true, mode: "date", precision: 3 })
    : timestamp({ withTimezone: true, mode: "date", precision: 3 });

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Of several steps that are approved together the one that wrote it, as app.change_part says while it runs. */
export const changePart = () =>
  smallint("part").default(sql`nullif(current_setting('app.change_part', true), '')::smallint`);

const baseColumns = {
  id: uuid("id").notNull(),
  workspaceId: uuid("workspace_id").notNull(),
  createdAt: instant("created_at")
    .notNull()
    .default(sql`now()`),
};

/** Added to ledgered tables: `version` rises when anybody but a sync changes the row. */
export const ledgeredColumns = {
  version: integer("version").notNull().default(1),
  updatedAt: instant("updated_at")
    .notNull()
    .default(sql`now()`),
};

/** A private row is seen by its owner alone; of metadata the workspace sees no contents, of subject no more than its subject. */
export const audienceColumns = {
  ownerId: uuid("owner_id").notNull(),
  audience: text("audience", { enum: ["private", "metadata", "subject", "workspace"] })
    .notNull()
    .default("workspace"),
};

type Columns = Record<string, PgColumnBuilderBase>;
type Extra<N extends string, C extends Columns> = (
  columns: BuildExtraConfigColumns<N, typeof baseColumns & C, "pg">,
) => PgTableExtraConfigValue[];

const inWorkspace = sql.raw(`workspace_id = (select app.workspace_id())`);
const isMine = (column: string) => sql.raw(`${column} = (select app.user_id())`);

function visibleTo(visibility: Exclude<Visibility, "system">): SQL {
  switch (visibility) {
    case "workspace":
      return inWorkspace;
    case "audience":
      return sql`${inWorkspace} and (audience <> 'private' or ${isMine("owner_id")})`;
    case "contents":
      return sql`${inWorkspace} and (audience = 'workspace' or ${isMine("owner_id")})`;
    case "subjects":
      return sql`${inWorkspace} and (audience in ('subject', 'workspace') or ${isMine("owner_id")})`;
    case "own":
      return sql`${inWorkspace} and ${isMine("user_id")}`;
    case "ownOrAdmin":
      return sql`${inWorkspace} and (${isMine("user_id")} or (select app.is_admin()))`;
  }
}

function mayWrite(writer: Writer): SQL | null {
  switch (writer) {
    case "member":
      return sql.raw("(select app.can_write())");
    case "admin":
      return sql.raw("(select app.is_admin())");
    case "owner":
      return sql.raw("(select app.member_role()) = 'owner'");
    case "anyMember":
      return sql.raw("true");
    case "self":
      return isMine("user_id");
    case "nobody":
      return null;
  }
}

function policies(table: string, rules: TenantRules): PgTableExtraConfigValue[] {
  if (rules.visibility === "system") return [];
  const visible = visibleTo(rules.visibility ?? "workspace");
  const list: PgTableExtraConfigValue[] = [
    pgPolicy(`${table}_select`, { for: "select", to: authenticatedRole, using: visible }),
  ];
  const writers = rules.writers ?? { insert: "member", update: "member", delete: "member" };
  for (const verb of ["insert", "update", "delete"] as const) {
    const right = mayWrite(writers[verb] ?? "nobody");
    if (!right) continue;
    const check = sql`${visible} and ${right}`;
    list.push(
      pgPolicy(`${table}_${verb}`, {
        for: verb,
        to: authenticatedRole,
        ...(verb === "insert" ? {} : { using: check }),
        ...(verb === "delete" ? {} : { withCheck: check }),
      }),
    );
  }
  return list;
}

/** name → kind, read by the test that compares the database's catalogue with what is declared here. */
export const tableKinds = new Map<string, TableKind>();

/**
 * A table of one tenant: id, workspace_id and created_at, primary key (workspace_id, id), and one named policy per
 * verb for role authenticated. Its migration calls `app.protect(name, kind)` for FORCE, grants and triggers.
 */
export function tenantTable<N extends string, C extends Columns>(
  name: N,
  rules: TenantRules,
  columns: C,
  extra?: Extra<N, C>,
) {
  tableKinds.set(name, rules.kind);
  return crm.table(name, { ...baseColumns, ...columns }, (t) => {
    // baseColumns is always part of the map; TypeScript cannot see that through the generic C.
    const key = t as { workspaceId: ExtraConfigColumn; id: ExtraConfigColumn };
    return [
      primaryKey({ name: `${name}_pkey`, columns: [key.workspaceId as AnyPgColumn, key.id as AnyPgColumn] }),
      ...policies(name, rules),
      ...(extra ? extra(t) : []),
    ];
  });
}

interface TenantRow {
  workspaceId: AnyPgColumn;
  id: AnyPgColumn;
}

/** A foreign key that never leaves the tenant: keys see past policies. */
export const within = (name: string, columns: [AnyPgColumn, AnyPgColumn], target: TenantRow) =>
  foreignKey({ name, columns, foreignColumns: [target.workspaceId, target.id] });
