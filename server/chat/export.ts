import { and, desc, eq, sql } from "drizzle-orm";

import { chatMessages, chatTurns } from "#drizzle/schema/chat.ts";
import { ExportedThread, ExportThreadInput } from "#lib/schemas/chat-threads.ts";
import { isoOrNull, operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { env } from "#server/env.ts";

import { exportedOf, type ExportRow, type ProposalState, proposalsIn } from "./export-data.ts";
import { asMarkdown, fileNameOf } from "./export-markdown.ts";
import { readThread, usageOf } from "./internal.ts";
import { storedParts } from "./parts.ts";

/** The newest; nobody has said more in one conversation, and one answer has to carry it. */
const messagesMax = 2_000;

export const exportThread = operation({
  name: "chat.export",
  summary: "Write a conversation down as a file, in Markdown or JSON",
  input: ExportThreadInput,
  output: ExportedThread,
  permission: "chat:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/chat/{id}/export" },
  async run({ ctx, tx, input: { id, format } }) {
    const thread = await readThread(tx, id);
    const found = await readMessages(tx, id);
    const rows = found.slice(-messagesMax);
    const states = await readProposals(tx, rows.flatMap(proposalsIn));
    const exported = exportedOf(
      { title: thread.title, createdAt: thread.createdAt, isWhole: found.length <= messagesMax },
      rows,
      { states, address: env().APP_URL },
    );
    if (format === "json") {
      return {
        fileName: fileNameOf(thread.title, "json"),
        mediaType: "application/json",
        text: `${JSON.stringify(exported, null, 2)}\n`,
      };
    }
    return {
      fileName: fileNameOf(thread.title, "md"),
      mediaType: "text/markdown",
      text: asMarkdown(exported, { timeZone: await zoneOf(tx, ctx.user.id), address: env().APP_URL }),
    };
  },
});

/** In the order in which they were said; one more than are exported. */
async function readMessages(tx: Tx, threadId: string): Promise<ExportRow[]> {
  const rows = await tx
    .select({
      role: chatMessages.role,
      parts: chatMessages.parts,
      at: chatMessages.createdAt,
      turn: chatTurns,
    })
    .from(chatMessages)
    .innerJoin(
      chatTurns,
      and(eq(chatTurns.workspaceId, chatMessages.workspaceId), eq(chatTurns.id, chatMessages.turnId)),
    )
    .where(
      and(
        eq(chatMessages.threadId, threadId),
        // An attempt that was made anew stands in its successor.
        sql`(${chatMessages.role} = 'user' or not coalesce(${chatTurns.error} ? 'retriedBy', false))`,
      ),
    )
    .orderBy(desc(chatMessages.seq))
    .limit(messagesMax + 1);
  return rows.reverse().map(({ role, parts, at, turn }) => ({
    role,
    parts: storedParts(parts),
    at: at.toISOString(),
    status: turn.status,
    model: turn.model,
    usage: usageOf(turn),
  }));
}

interface ProposalRow extends Record<string, unknown> {
  id: string;
  status: ProposalState["status"];
  decided_at: string | null;
  is_reverted: boolean;
  left_out: number[];
  taken_back: number[];
}

async function readProposals(tx: Tx, ids: readonly string[]): Promise<Map<string, ProposalState>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<ProposalRow>(sql`
    select p.id, p.status, p.decided_at, coalesce(c.reverted_by_id is not null, false) as is_reverted,
      coalesce(s.left_out, '{}') as left_out, coalesce(s.taken_back, '{}') as taken_back
    from crm.proposals p left join crm.change_sets c on c.workspace_id = p.workspace_id and c.id = p.change_set_id
      cross join lateral (
        select array_agg(coalesce((one.step -> 'call' ->> 'number')::int, 0)) filter (
            where p.outcome -> 'steps' -> (one.place - 1)::int ->> 'state' = 'skipped') as left_out,
          array_agg(coalesce((one.step -> 'call' ->> 'number')::int, 0)) filter (where exists (
            select 1 from crm.change_sets r where r.workspace_id = p.workspace_id and r.reverts_id = p.change_set_id
              and r.reverts_part = one.place - 1 and r.reverted_by_id is null)) as taken_back
        from jsonb_array_elements(p.steps) with ordinality as one(step, place)) s
    where p.id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        status: row.status,
        isReverted: row.is_reverted,
        leftOut: row.left_out,
        takenBack: row.taken_back,
        decidedAt: isoOrNull(row.decided_at),
      },
    ]),
  );
}

async function zoneOf(tx: Tx, userId: string): Promise<string> {
  const [profile] = await tx.execute<{ time_zone: string }>(
    sql`select time_zone from crm.profiles where user_id = ${userId}`,
  );
  return profile?.time_zone ?? "UTC";
}
