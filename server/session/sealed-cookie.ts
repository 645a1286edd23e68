import { cookies } from "next/headers";
import type { z } from "zod";

import { openText, sealText } from "#server/connections/index.ts";

import { sessionCookie } from "./cookie.ts";

const lifeSeconds = 10 * 60;

/** What is remembered for ten minutes in this browser alone; signing out forgets it. */
interface Kept<S extends z.ZodType> {
  name: string;
  shape: S;
}

export const sealedCookie = <S extends z.ZodType>(name: string, shape: S): Kept<S> => ({ name, shape });

export async function keepInCookie<S extends z.ZodType>(kept: Kept<S>, value: z.output<S>): Promise<void> {
  const { name, attributes } = place(kept);
  const endsAt = Date.now() + lifeSeconds * 1000;
  const sealed = sealText(JSON.stringify({ endsAt, value }), kept.name);
  (await cookies()).set(name, sealed, { ...attributes, maxAge: lifeSeconds });
}

/** Null where there is none of ours, or it is too old: the browser's own clock is not asked. */
export async function readCookie<S extends z.ZodType>(kept: Kept<S>): Promise<z.output<S> | null> {
  const { name } = place(kept);
  const sealed = (await cookies()).getAll().find((cookie) => cookie.name === name)?.value;
  const text = sealed ? openText(sealed, kept.name) : null;
  if (text === null) return null;
  const { endsAt, value } = JSON.parse(text) as { endsAt: number; value: unknown };
  return endsAt > Date.now() ? (kept.shape.safeParse(value).data ?? null) : null;
}

export async function dropCookie<S extends z.ZodType>(kept: Kept<S>): Promise<void> {
  const { name, attributes } = place(kept);
  (await cookies()).set(name, "", { ...attributes, maxAge: 0 });
}

const place = <S extends z.ZodType>(kept: Kept<S>) => {
  const { name: prefix, ...attributes } = sessionCookie();
  return { name: `${prefix}-${kept.name}`, attributes };
};
