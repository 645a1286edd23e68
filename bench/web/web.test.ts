import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "vitest";

import { callAtRate } from "./rate.ts";
import { routes } from "./routes.ts";

test("every folder with a page is a route of its own, with or without a session", () => {
  expect(routes).toContainEqual({ pattern: "/contacts/[id]", key: "ContactsId", signedIn: true });
  expect(routes).toContainEqual({ pattern: "/sign-in", key: "SignIn", signedIn: false });
  expect(new Set(routes.map(({ key }) => key)).size).toBe(routes.length);
  expect(routes.filter(({ pattern }) => pattern === "/sync")).toHaveLength(1);
});

test("a stall counts for every call that was due meanwhile", async () => {
  let stalled: Promise<unknown> | null = null;
  const { p95Ms, failed } = await callAtRate({
    perSecond: 100,
    seconds: 0.5,
    call: async (index) => {
      stalled ??= sleep(400);
      await stalled;
      if (index === 3) throw new Error("refused");
    },
  });
  expect(p95Ms).toBeGreaterThan(300);
  expect(failed).toBe(1);
});
