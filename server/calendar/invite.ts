import type { z } from "zod";

import { EventChangeStarted, InviteInput } from "#lib/schemas/calendar.ts";
import { mailAddressesOf } from "#server/contacts/index.ts";
import { operation, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { recordEffect } from "#server/effects/index.ts";

import type { ChangeRequest } from "./change-effect.ts";
import { eventToChange } from "./event-to-change.ts";

interface Wanted {
  ctx: OperationContext;
  tx: Tx;
  input: z.output<typeof InviteInput>;
}

export const inviteToEvent = operation({
  name: "events.invite",
  summary: "Invite more people to a meeting",
  guidance:
    "The id comes from events_list; of a series all of it is meant. Ids of contacts come from search_query or contacts_list; give others by address. Google invites everybody named as soon as it is approved.",
  input: InviteInput,
  output: EventChangeStarted,
  permission: "calendar:write",
  effect: "external",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/events/{id}/invite" },
  targets: ({ id }) => [{ table: "calendar_events", id }],
  refusal: requestOf,
  async proposed({ tx, input: { id, contactIds = [], addresses = [] } }) {
    return { id, addresses: [...new Set([...(await mailAddressesOf(tx, contactIds)), ...addresses])] };
  },
  async run(call) {
    const { ctx } = call;
    const request = await requestOf(call);
    const { id, jobId } = await recordEffect(ctx, { operation: "events.invite", request: { ...request } });
    return { effectId: id, jobId, changeSetId: ctx.open.changeSetId };
  },
});

async function requestOf({ ctx, tx, input }: Wanted): Promise<ChangeRequest> {
  const { id, contactIds = [], addresses = [] } = input;
  const event = await eventToChange(ctx, tx, { id, wholeSeries: true });
  const invited = [...(await mailAddressesOf(tx, contactIds)), ...addresses];
  const { connectionId, calendarId, eventId, etag, account } = event;
  const others = [...new Set(invited)].filter((address) => address !== account);
  return { connectionId, calendarId, eventId, etag, change: { kind: "invite", addresses: others } };
}
