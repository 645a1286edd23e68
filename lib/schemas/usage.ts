import { z } from "zod";

export const GetUsageInput = z.strictObject({});
export type GetUsageInput = z.infer<typeof GetUsageInput>;

/** Money in millionths of a US dollar. */
export const Usage = z.object({
  /** YYYY-MM-DD in UTC. */
  day: z.string(),
  limitMicros: z.int(),
  spentMicros: z.int(),
  /** Set aside for calls that run now. */
  reservedMicros: z.int(),
  /** The last 30 days with any, oldest first: the whole workspace's. */
  byDay: z.array(z.object({ day: z.string(), spentMicros: z.int() })),
  /** Of today, the dearest first: your own, and everybody's for an owner or admin. */
  byModel: z.array(
    z.object({
      model: z.string(),
      calls: z.int(),
      inputTokens: z.int(),
      cachedInputTokens: z.int(),
      outputTokens: z.int(),
      costMicros: z.int(),
    }),
  ),
});
export type Usage = z.infer<typeof Usage>;
