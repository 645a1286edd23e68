import { eq } from "drizzle-orm";

import { modelBodies, modelUsage } from "#drizzle/schema/billing.ts";
import { notFound } from "#lib/errors.ts";
import { GetCallInput, ModelCallWithBodies } from "#lib/schemas/usage.ts";
import { operation } from "#server/core/index.ts";

import { toCall } from "./model-call.ts";

export const getCall = operation({
  name: "usage.call",
  summary: "Read one request made to a model; what was sent and answered, where it was kept and is yours",
  input: GetCallInput,
  output: ModelCallWithBodies,
  permission: "billing:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/usage/calls/{id}" },
  async run({ tx, input: { id } }) {
    const [row] = await tx
      .select({ usage: modelUsage, bodies: modelBodies })
      .from(modelUsage)
      .leftJoin(modelBodies, eq(modelBodies.usageId, modelUsage.id))
      .where(eq(modelUsage.id, id));
    if (!row) throw notFound("call");
    const { usage, bodies } = row;
    return {
      ...toCall(usage, bodies !== null),
      request: bodies?.request ?? null,
      response: bodies?.response ?? null,
    };
  },
});
