import { z } from "zod";

import { createContact } from "#server/contacts/index.ts";
import { type Context, operation, type OperationDefinition } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

const Input = z.strictObject({ names: z.array(z.string().min(1, "Please fill this in.")).default([]) });
const Output = z.object({ ids: z.array(z.string()) });

/** How often makeContacts ran in this file. */
export const ran = { times: 0 };

/** An operation for tests: makes a contact of each name, by nested calls. */
export const makeContacts = (overrides: Partial<OperationDefinition<typeof Input, typeof Output>> = {}) =>
  operation({
    name: "test.contacts",
    summary: "Make contacts",
    input: Input,
    output: Output,
    permission: "contacts:write",
    effect: "write",
    doors: ["action", "rest", "tool", "mcp", "batch"],
    async run({ ctx, input }) {
      ran.times++;
      const ids: string[] = [];
      for (const displayName of input.names) ids.push((await createContact(ctx, { displayName })).id);
      return { ids };
    },
    ...overrides,
  });

interface Counts {
  contacts: number;
  events: number;
  sets: number;
  keys: number;
}

/** What has been committed for the workspace, seen from outside. */
export async function committedFor(ctx: Context): Promise<Counts | undefined> {
  const [row] = await systemPool().client<Counts[]>`
    select (select count(*)::int from crm.contacts where workspace_id = ${ctx.workspace.id}) as contacts,
      (select count(*)::int from crm.outbox where workspace_id = ${ctx.workspace.id}) as events,
      (select count(*)::int from crm.change_sets where workspace_id = ${ctx.workspace.id}) as sets,
      (select count(*)::int from crm.idempotency_keys where workspace_id = ${ctx.workspace.id}) as keys`;
  return row;
}
