import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";

import { ReturnPath } from "#lib/schemas/auth.ts";
import { within } from "#lib/within.ts";
import { authUnavailable, type Person, personOf } from "#server/auth/index.ts";
import { type Context, type Door, newId } from "#server/core/index.ts";
import { contextOfPerson } from "#server/workspaces/index.ts";

import { sessionClient } from "./client.ts";

const patienceMs = 8_000;

/** Who is signed in, by the cookies; verified, once per request. */
const currentPerson = cache(async (): Promise<Person | null> => {
  const client = await sessionClient();
  const claims = within(patienceMs, client.auth.getClaims()).catch((error: unknown) => {
    throw authUnavailable(error);
  });
  return personOf(await claims);
});

const contextFor = cache(async (door: Door): Promise<Context | null> => {
  const person = await currentPerson();
  if (!person) return null;
  return contextOfPerson(person, { door, requestId: newId(), signal: new AbortController().signal });
});

/**
 * The context of who is signed in, or null. A page reads through the door `rest`, an action knocks at `action`.
 * Throws AppError unavailable when Auth or the database cannot be asked.
 */
export const sessionContext = (door: Door = "rest"): Promise<Context | null> => contextFor(door);

/** For pages: the context, or off to sign-in and back again. */
export async function requireSession(): Promise<Context> {
  const ctx = await sessionContext();
  if (ctx) return ctx;
  const path = ReturnPath.parse((await headers()).get("x-path") ?? "/");
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}
