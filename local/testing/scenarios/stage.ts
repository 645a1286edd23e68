import type { Context } from "#server/core/index.ts";

import type { scriptModel, ScriptModel } from "./script-model.ts";

/** What goes on while a scenario runs. */
export interface Stage {
  ctx: Context;
  /** Of the workspace; mostly the same person. */
  owner: Context;
  threadId: string | undefined;
  turnId: string | undefined;
  /** Of two things at once, whether the second is begun first. */
  flip: () => boolean;
  /** Binds the model that answers next. */
  bind: (script: Parameters<typeof scriptModel>[0]) => ScriptModel;
}
