import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import { type Context, newId, stepAtOnce } from "#server/core/index.ts";
import { sqlDetail, sqlState } from "#server/db/index.ts";

import { ceilingMicros } from "./keys.ts";
import { Counter, usedUpWords } from "./words.ts";

export interface Reservation {
  useCase: string;
  provider: string;
  model: string;
  promptVersion?: string | undefined;
  turnId?: string | undefined;
  automationId?: string | undefined;
  /** Paths of the records that it is shown. */
  readRecords?: readonly string[] | undefined;
  /** The most that the call may cost, in millionths of a US dollar. */
  micros: number;
}

interface Reserved {
  /** To settle or release. */
  id: string;
  /** The workspace wants kept what models are asked and answer. */
  keepsBodies: boolean;
}

/**
 * Sets aside what a call of a model may cost, before it is made, in every counter that it stands in, or in none: any number
 * at once never pass a limit. Throws AppError quota_exceeded, which names the limit.
 */
export async function reserveModelCall(ctx: Context, reservation: Reservation): Promise<Reserved> {
  const { useCase, provider, model, promptVersion, turnId, automationId, readRecords, micros } = reservation;
  const id = newId();
  try {
    const [row] = await stepAtOnce<{ keeps: boolean }>(
      ctx,
      sql`select app.reserve_model_call(${id}, ${useCase}, ${provider}, ${model}, ${promptVersion ?? null}, ${turnId ?? null},
        ${automationId ?? null}, ${micros}, ${JSON.stringify(readRecords ?? [])}::jsonb, ${ceilingMicros()}) as keeps`,
    );
    return { id, keepsBodies: row?.keeps ?? false };
  } catch (error) {
    if (sqlState(error) !== "OC003") throw error;
    throw new AppError("quota_exceeded", usedUpWords(Counter.parse(JSON.parse(sqlDetail(error) ?? ""))), {
      cause: error,
    });
  }
}
