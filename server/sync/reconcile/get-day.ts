import { DayItems, GetDayInput } from "#lib/schemas/reconciliation.ts";
import { operation } from "#server/core/index.ts";

import { ownConnection, sourceMeant } from "./own-account.ts";
import { readDayItems, readDays } from "./read-days.ts";
import { timeZoneOf } from "./time-zone.ts";

export const getDay = operation({
  name: "mailboxDays.get",
  summary: "One day of an account or file: each item of it that is not here, and why",
  input: GetDayInput,
  output: DayItems,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/connections/{id}/day" },
  async run({ ctx, tx, input: { id, source: wanted, day } }) {
    const connection = await ownConnection(tx, ctx, id);
    const source = sourceMeant(connection, wanted);
    const of = { connectionId: id, source, timeZone: await timeZoneOf(tx, connection.ownerId) };
    const [found] = await readDays(tx, of, { from: day, to: day });
    return { day: found ?? null, items: found ? await readDayItems(tx, of, day) : [] };
  },
});
