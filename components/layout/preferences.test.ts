import { expect, test } from "vitest";

import { boundWidth, framePreferencesFrom, themeFrom } from "./preferences.ts";

const cookies = (values: Record<string, string>) => (name: string) => values[name];

test("without cookies everything is as it usually is", () => {
  expect(themeFrom(cookies({}))).toBe("system");
  expect(framePreferencesFrom(cookies({}))).toEqual({
    sidebar: "open",
    assistant: { isOpen: false, widthPx: 400 },
  });
});

test("what was kept comes back, and nonsense does not", () => {
  expect(themeFrom(cookies({ "omnicrm-theme": "dark" }))).toBe("dark");
  expect(themeFrom(cookies({ "omnicrm-theme": "<script>" }))).toBe("system");
  expect(
    framePreferencesFrom(cookies({ "omnicrm-sidebar": "icons", "omnicrm-assistant": "open-512" })),
  ).toEqual({ sidebar: "icons", assistant: { isOpen: true, widthPx: 512 } });
});

test("a width stays within what is of use", () => {
  expect(boundWidth(10)).toBe(320);
  expect(boundWidth(9_999)).toBe(720);
  expect(boundWidth(Number.NaN)).toBe(400);
});
