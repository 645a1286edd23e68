import { expect, test } from "vitest";

import { seriesWords } from "./series-words.ts";

const words = (...lines: string[]) => seriesWords(lines, "2026-11-16");

test.each([
  ["RRULE:FREQ=WEEKLY;BYDAY=MO", "Every Monday"],
  ["RRULE:FREQ=WEEKLY", "Every Monday"],
  ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "Every 2 weeks on Tuesday and Thursday"],
  ["RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday"],
  ["RRULE:FREQ=DAILY;COUNT=10", "Every day, 10 times"],
  ["RRULE:FREQ=MONTHLY;BYDAY=1MO", "Every month on the first Monday"],
  ["RRULE:FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "Every month on the last Friday"],
  ["RRULE:FREQ=MONTHLY;BYMONTHDAY=3", "Every month on day 3"],
  ["RRULE:FREQ=YEARLY;UNTIL=20300303T090000Z", "Every year, until 3 Mar 2030"],
])("%s is %s", (line, expected) => {
  expect(words(line)).toBe(expected);
});

test("what has no short words still says that it repeats", () => {
  expect(words("RRULE:FREQ=HOURLY")).toBe("Repeats");
  expect(words("RDATE:20261120T090000Z")).toBe("Repeats");
  expect(words("RRULE:FREQ=YEARLY;UNTIL=99999999")).toBe("Every year");
  expect(words()).toBeNull();
});
