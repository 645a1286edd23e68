import { chatCases } from "./chat.ts";
import { connectionCases } from "./connections.ts";
import { externalCases } from "./external.ts";
import { mailCases } from "./mail.ts";
import { peopleCases } from "./people.ts";
import { platformCases } from "./platform.ts";
import { syncCases } from "./sync.ts";
import type { WalkCases } from "./types.ts";
import { workCases } from "./work.ts";

/** One for each operation there is: server/registry/walk.test.ts fails where one is missing. */
export const walkCases: WalkCases = {
  ...peopleCases,
  ...workCases,
  ...platformCases,
  ...syncCases,
  ...mailCases,
  ...chatCases,
  ...connectionCases,
  ...externalCases,
};
