import { expect, test } from "vitest";

import { clientAddress } from "./client-address.ts";

const from = (forwarded: string) => clientAddress(new Headers({ "x-forwarded-for": forwarded }));

test("the last entry counts: earlier ones are the caller's own words", () => {
  expect(from("1.2.3.4, 203.0.113.9")).toBe("203.0.113.9");
});

test("an IPv6 network counts as one caller, however it is written", () => {
  const network = "2001:db8:0:7::/64";
  expect(from("2001:db8:0:7::1")).toBe(network);
  expect(from("2001:DB8:0:7:ffff:1:2:3")).toBe(network);
  expect(from("2001:0db8:0000:0007:0000:0000:0000:0001")).toBe(network);
  expect(from("2001:db8::7:0:0:0:1")).toBe(network);
  expect(from("::1")).toBe("0:0:0:0::/64");
});

test("an IPv4 address in IPv6 clothes is the IPv4 address", () => {
  expect(from("::ffff:203.0.113.9")).toBe("203.0.113.9");
});

test("callers without an address share one", () => {
  expect(clientAddress(new Headers())).toBe("unknown");
});
