import { z } from "zod";

import { Id } from "./common.ts";

/** What is to happen outside, and the job that does it. */
export const EffectStarted = z.object({ effectId: Id, jobId: Id });
export type EffectStarted = z.infer<typeof EffectStarted>;

/** Whether it was called back by this; false where it had been already. */
export const EffectCalledBack = z.object({ id: Id, calledBack: z.boolean() });
export type EffectCalledBack = z.infer<typeof EffectCalledBack>;
