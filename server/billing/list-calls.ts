import { desc, eq, lt } from "drizzle-orm";
import { z } from "zod";

import { modelBodies, modelUsage } from "#drizzle/schema/billing.ts";
import { Id } from "#lib/schemas/common.ts";
import { ListCallsInput, ModelCallPage } from "#lib/schemas/usage.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

import { toCall } from "./model-call.ts";

const Cursor = z.tuple([Id]);

export const listCalls = operation({
  name: "usage.calls",
  summary: "List the requests made to models, with what each read, called and cost",
  input: ListCallsInput,
  output: ModelCallPage,
  permission: "billing:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/usage/calls" },
  async run({ tx, input: { cursor, limit } }) {
    const at = decodeCursor(cursor, Cursor);
    const rows = await tx
      .select({ usage: modelUsage, bodies: modelBodies.id })
      .from(modelUsage)
      .leftJoin(modelBodies, eq(modelBodies.usageId, modelUsage.id))
      .where(at ? lt(modelUsage.id, at[0]) : undefined)
      .orderBy(desc(modelUsage.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      ({ usage }) => [usage.id],
      ({ usage, bodies }) => toCall(usage, bodies !== null),
    );
  },
});
