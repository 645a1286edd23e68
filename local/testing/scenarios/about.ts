import type { AboutKind, AboutRef } from "#lib/schemas/chat.ts";
import type { Said } from "#server/assistant/scenarios/scenario.ts";
import type { Context } from "#server/core/index.ts";

import { idOf, readRows } from "./rows.ts";

/** What goes with a message, with the ids of the records that a scenario names. */
export async function aboutOf(ctx: Context, { page, mentions = [] }: Said): Promise<AboutRef[]> {
  if (!page && mentions.length === 0) return [];
  const rows = await readRows(ctx);
  const ref = ([kind, name]: readonly [AboutKind, string], via: AboutRef["via"]): AboutRef => ({
    ...{ kind, via },
    id: idOf(rows, name),
  });
  return [...(page ? [ref(page, "page")] : []), ...mentions.map((one) => ref(one, "mention"))];
}
