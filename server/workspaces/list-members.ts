import { sql } from "drizzle-orm";
import { z } from "zod";

import { ListMembersInput, type Member, MemberPage } from "#lib/schemas/members.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

const NameCursor = z.tuple([z.string(), z.uuid()]);

export const listMembers = operation({
  name: "members.list",
  summary: "List the people who belong to the workspace by name, with their roles",
  guidance: "For colleagues: whom a contact or a task can belong to. People from mail are contacts.",
  input: ListMembersInput,
  output: MemberPage,
  permission: "profile:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/members" },
  async run({ tx, input: { cursor, limit } }) {
    const at = decodeCursor(cursor, NameCursor);
    const rows = await tx.execute<Member & Record<string, unknown>>(sql`
      select * from (
        select m.user_id as "userId", m.role,
          coalesce(nullif(p.display_name, ''), p.email, '') collate "und-x-icu" as name
        from crm.members m left join crm.profiles p on p.user_id = m.user_id
      ) named
      where ${at ? sql`(name, "userId") > (${at[0]}, ${at[1]}::uuid)` : sql`true`}
      order by name, "userId" limit ${limit + 1}`);
    return toPage(
      rows,
      limit,
      (row) => [row.name, row.userId],
      ({ userId, name, role }) => ({ userId, name, role }),
    );
  },
});
