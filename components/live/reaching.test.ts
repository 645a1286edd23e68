import { redirect } from "next/navigation";
import { expect, test } from "vitest";

import type { Result } from "#lib/result.ts";

import { outOfReach, reaching } from "./reaching.ts";

test("what the server answers goes through, and what does not reach it is a refusal in words", async () => {
  const answer: Result<number> = { ok: true, data: 4 };
  const double = reaching((_input: number): Promise<Result<number>> => Promise.resolve(answer));
  expect(await double(2)).toBe(answer);
  const cut = reaching((): Promise<Result<number>> => Promise.reject(new TypeError("Failed to fetch")));
  expect(await cut()).toEqual({ ok: false, error: outOfReach });
});

test("going elsewhere is no failure", async () => {
  const leave = reaching((): Promise<Result<never>> => {
    redirect("/sign-in");
  });
  await expect(leave()).rejects.toMatchObject({ digest: expect.stringContaining("/sign-in") });
});
