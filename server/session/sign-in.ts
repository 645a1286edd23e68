import { cookies, headers } from "next/headers";
import type { z } from "zod";

import type { SignInInput, SignUpInput } from "#lib/schemas/auth.ts";
import { within } from "#lib/within.ts";
import { clientAddress } from "#server/auth/index.ts";

import { sessionClient } from "./client.ts";
import { sessionCookie } from "./cookie.ts";
import { ask, refusal } from "./refusal.ts";
import { countTries } from "./tries.ts";

const patienceMs = 8_000;

/** Sets the session's cookies. Throws AppError when it is refused or tried too often. */
export async function signInWithPassword({ email, password }: z.output<typeof SignInInput>): Promise<void> {
  const from = clientAddress(await headers());
  const takeBack = await countTries([
    { name: "sign-in:person", of: `${email} ${from}`, max: 10 },
    { name: "sign-in:email", of: email, max: 50 },
    { name: "sign-in:from", of: from, max: 100 },
  ]);
  const client = await sessionClient();
  const { error } = await ask(client.auth.signInWithPassword({ email, password }));
  if (error) throw refusal(error);
  await takeBack();
}

/** Makes an account. True when its owner is signed in at once, false when a mail has to be confirmed first. */
export async function signUpWithPassword({
  email,
  password,
}: z.output<typeof SignUpInput>): Promise<boolean> {
  await countTries([{ name: "sign-up:from", of: clientAddress(await headers()), max: 100 }]);
  const client = await sessionClient();
  const { data, error } = await ask(client.auth.signUp({ email, password }));
  if (error) throw refusal(error);
  return data.session !== null;
}

/** Ends this browser's session; its cookies go even when Auth cannot be asked. */
export async function endSession(): Promise<void> {
  const client = await sessionClient();
  await within(patienceMs, client.auth.signOut({ scope: "local" })).catch(() => undefined);
  const store = await cookies();
  const { name: prefix, ...attributes } = sessionCookie();
  for (const { name } of store.getAll()) {
    if (name.startsWith(prefix)) store.set(name, "", { ...attributes, maxAge: 0 });
  }
}
