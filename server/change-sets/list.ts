import { sql } from "drizzle-orm";

import { ChangeSetPage, ListChangeSetsInput } from "#lib/schemas/change-sets.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";

import { actorKindOf, changeSetRows, toSummary } from "./internal.ts";
import { subjectsOf } from "./subjects.ts";

export const listChangeSets = operation({
  name: "changeSets.list",
  summary: "List what was changed, by whom and why, newest first",
  guidance: "Give recordId for the history of one contact, company, note, task or tag.",
  input: ListChangeSetsInput,
  output: ChangeSetPage,
  permission: "changes:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/change-sets" },
  async run({ tx, input }) {
    const after = decodeCursor(input.cursor, IdCursor);
    const filters = [
      sql`true`,
      after ? sql`s.id < ${after[0]}` : null,
      input.operation ? sql`s.operation = ${input.operation}` : null,
      input.actorKind ? sql`${actorKindOf} = ${input.actorKind}` : null,
      input.recordId
        ? sql`s.id in (select i.change_set_id from crm.change_items i where i.row_id = ${input.recordId})`
        : null,
      input.jobId ? sql`s.actor ->> 'kind' = 'job' and s.actor ->> 'jobId' = ${input.jobId}` : null,
    ].filter((filter) => filter !== null);
    const rows = await changeSetRows(tx, sql.join(filters, sql` and `), input.limit + 1);
    const subjects = await subjectsOf(
      tx,
      rows.map(({ id }) => id),
    );
    return toPage(
      rows,
      input.limit,
      (row) => [row.id],
      (row) => toSummary(row, subjects.get(row.id)),
    );
  },
});
