import type { Context } from "#server/core/index.ts";

/** Who sees a row: everybody of the workspace, by its audience, by who shares its contents, its user, or admins too. */
type Sight = "workspace" | "audience" | "contents" | "subjects" | "own" | "ownOrAdmin" | "nobody";
/** Who writes a row they see. `any` also viewers; `self` only whom the row belongs to. */
type Writer = "member" | "admin" | "owner" | "any" | "self" | "nobody";

export interface Expected {
  see: Sight;
  insert: Writer;
  update: Writer;
  delete: Writer;
}

const written = (see: Sight, insert: Writer, update: Writer, remove: Writer): Expected => ({
  see,
  insert,
  update,
  delete: remove,
});
const shared = written("audience", "member", "member", "member");

/** Written by hand, apart from the schema: what the product promises for each table. */
export const expectedRights: Readonly<Record<string, Expected>> = {
  workspaces: written("workspace", "nobody", "admin", "nobody"),
  members: written("workspace", "admin", "admin", "admin"),
  profiles: written("workspace", "self", "self", "nobody"),
  api_keys: written("ownOrAdmin", "self", "any", "nobody"),
  idempotency_keys: written("own", "any", "any", "any"),
  effects: written("own", "member", "member", "nobody"),
  companies: shared,
  contacts: shared,
  contact_identities: shared,
  notes: shared,
  tasks: shared,
  tags: written("workspace", "member", "member", "member"),
  contact_tags: shared,
  ignored_addresses: written("workspace", "member", "member", "member"),
  connections: shared,
  threads: shared,
  thread_keys: shared,
  interactions: shared,
  interaction_participants: shared,
  interaction_contents: written("contents", "member", "member", "member"),
  interaction_subjects: written("subjects", "member", "member", "member"),
  contact_stats: shared,
  signature_findings: written("contents", "member", "member", "member"),
  dismissed_suggestions: shared,
  change_sets: written("workspace", "nobody", "nobody", "nobody"),
  change_items: written("audience", "nobody", "nobody", "nobody"),
  proposals: written("own", "member", "member", "nobody"),
  jobs: written("ownOrAdmin", "self", "any", "nobody"),
  job_items: written("ownOrAdmin", "self", "any", "nobody"),
  job_log_entries: written("ownOrAdmin", "nobody", "nobody", "nobody"),
  outbox: written("own", "any", "nobody", "nobody"),
  uploads: shared,
  previews: shared,
  preview_items: shared,
  sync_batches: shared,
  raw_events: written("contents", "member", "member", "member"),
  preview_pages: shared,
  mailbox_days: written("contents", "member", "member", "member"),
  provider_questions: shared,
  sync_cursors: shared,
  connection_secrets: written("nobody", "nobody", "nobody", "nobody"),
  calendar_events: shared,
  account_calendars: shared,
  event_versions: written("contents", "member", "member", "member"),
  memories: shared,
  chat_threads: written("own", "self", "self", "nobody"),
  chat_turns: written("own", "self", "self", "nobody"),
  chat_messages: written("own", "self", "self", "nobody"),
  model_usage: written("ownOrAdmin", "self", "self", "nobody"),
  model_bodies: written("own", "self", "nobody", "nobody"),
  model_results: written("own", "self", "self", "nobody"),
  budget_limits: written("workspace", "owner", "owner", "owner"),
  budget_counters: written("workspace", "any", "any", "nobody"),
};

/** A row of the owner, or one that the caller would write in their own name. */
export interface RowFacts {
  mine: boolean;
  audience: string | null;
}

/** Null stands for who is not of the row's workspace at all. */
export type Caller = { role: Context["role"] } | null;

export function maySee({ see }: Expected, caller: Caller, row: RowFacts): boolean {
  if (!caller) return false;
  const admin = caller.role === "owner" || caller.role === "admin";
  switch (see) {
    case "workspace":
      return true;
    case "audience":
      return row.mine || row.audience !== "private";
    case "contents":
      return row.mine || row.audience === "workspace";
    case "subjects":
      return row.mine || row.audience === "subject" || row.audience === "workspace";
    case "own":
      return row.mine;
    case "ownOrAdmin":
      return row.mine || admin;
    case "nobody":
      return false;
  }
}

export function mayWrite(
  expected: Expected,
  verb: "insert" | "update" | "delete",
  caller: Caller,
  row: RowFacts,
): boolean {
  if (!caller || !maySee(expected, caller, row)) return false;
  switch (expected[verb]) {
    case "member":
      return caller.role !== "viewer";
    case "admin":
      return caller.role === "owner" || caller.role === "admin";
    case "owner":
      return caller.role === "owner";
    case "any":
      return true;
    case "self":
      return row.mine;
    case "nobody":
      return false;
  }
}
