import { randomUUID } from "node:crypto";

import postgres from "postgres";

import { readManifest } from "#local/instance/manifest.ts";

/** Makes somebody a viewer of their workspace: no page does that yet, so it is an edit of the owner's in the database. */
export async function makeViewer(userId: string): Promise<void> {
  const url = readManifest(process.env["E2E_STATE_DIR"] ?? ".local/e2e")?.services.postgres.url;
  if (!url) throw new Error("the instance has no database");
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.begin(async (tx) => {
      const [member] = await tx<{ workspace_id: string }[]>`
        select workspace_id from crm.members where user_id = ${userId}`;
      if (!member) throw new Error("nobody is called so");
      await tx`select set_config('request.jwt.claims', app.claims_for(${userId}, ${member.workspace_id}), true)`;
      await tx`select app.open_change_set(${randomUUID()}, 'members.update', 'edit', ${tx.json({ kind: "user" })}, ${tx.json({})}, 'journey')`;
      await tx`update crm.members set role = 'viewer' where user_id = ${userId}`;
      await tx`select app.seal_change_set(false)`;
    });
  } finally {
    await sql.end();
  }
}
