import type { z } from "zod";

import { CreateEventInput } from "#lib/schemas/calendar.ts";
import { EffectStarted } from "#lib/schemas/effects.ts";
import { accountWith } from "#server/connections/index.ts";
import { mailAddressesOf } from "#server/contacts/index.ts";
import { operation, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { recordEffect } from "#server/effects/index.ts";

import type { EventRequest } from "./event-effect.ts";

interface Wanted {
  ctx: OperationContext;
  tx: Tx;
  input: z.output<typeof CreateEventInput>;
}

export const createEvent = operation({
  name: "events.create",
  summary: "Put a meeting into your Google calendar and invite people to it",
  guidance:
    "Ids of contacts come from search_query or contacts_list; give others by address. Say either endAt or minutes. Google invites everybody named as soon as it is approved.",
  input: CreateEventInput,
  output: EffectStarted,
  permission: "calendar:write",
  effect: "external",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/events" },
  refusal: requestOf,
  async run(wanted) {
    const request = await requestOf(wanted);
    const { id, jobId } = await recordEffect(wanted.ctx, {
      operation: "events.create",
      request: { ...request },
    });
    return { effectId: id, jobId };
  },
});

async function requestOf({ ctx, tx, input }: Wanted): Promise<EventRequest> {
  const { title, startAt, endAt, minutes = 0, contactIds = [], addresses = [], connectionId } = input;
  const account = await accountWith(tx, ctx, { connectionId, grant: "calendar_write" });
  const invited = [...(await mailAddressesOf(tx, contactIds)), ...addresses];
  return {
    connectionId: account.id,
    title,
    startAt: new Date(startAt).toISOString(),
    endAt: new Date(endAt ?? Date.parse(startAt) + minutes * 60_000).toISOString(),
    // The owner takes part without an invitation.
    attendees: [...new Set(invited)].filter((address) => address !== account.account),
    location: input.location ?? null,
    description: input.description ?? null,
  };
}
