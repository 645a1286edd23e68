import { expect, test } from "vitest";

import { Domain } from "./companies.ts";

test.each([
  ["Acme.COM", "acme.com"],
  ["https://www.acme.com/team?x=1#y", "acme.com"],
  ["http://acme.com:8080", "acme.com"],
  ["  www.acme.co.uk. ", "acme.co.uk"],
  ["shop.acme.com", "shop.acme.com"],
  ["müller.de", "xn--mller-kva.de"],
  ["www.com", "www.com"],
  ["www2.acme.com", "www2.acme.com"],
])("%s is kept as %s", (written, kept) => {
  expect(Domain.parse(written)).toBe(kept);
});

test.each([
  "",
  "acme",
  "ada@acme.com",
  "https://user:secret@acme.com",
  "10.0.0.1",
  "[::1]",
  "javascript:alert(1)",
  "acme .com",
  "-acme.com",
  "a..b",
  `${"a".repeat(64)}.com`,
  `${"a.".repeat(126)}com`,
  "https://",
  "file:///etc/passwd",
])("%s is no domain", (written) => {
  expect(Domain.safeParse(written).success).toBe(false);
});
