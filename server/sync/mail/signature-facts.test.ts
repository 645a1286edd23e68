import { expect, test } from "vitest";

import { signatureFacts } from "./signature-facts.ts";

const of = (name: string, address: string, ...lines: string[]) =>
  signatureFacts(["-- ", ...lines].join("\n"), { name, address }).map(
    ({ kind, value }) => `${kind} ${value}`,
  );

test.each([
  [
    "Ada Byron",
    "ada@analytical-engines.co.uk",
    ["Ada Byron", "Chief Technology Officer", "Analytical Engines", "[t] 020 7946 0958", "[f] 020 7946 0959"],
    ["phone +442079460958", "title Chief Technology Officer", "company Analytical Engines"],
  ],
  [
    "Jörg Müller",
    "j.mueller@muster.de",
    [
      "Jörg Müller | Geschäftsführer",
      "Muster Maschinenbau GmbH & Co. KG",
      "T +49 30 1234567 · M 0171 1234567",
    ],
    [
      "phone +49301234567",
      "phone +491711234567",
      "title Geschäftsführer",
      "company Muster Maschinenbau GmbH & Co. KG",
    ],
  ],
  [
    "Zoë Dupont",
    "zoe@exemple.fr",
    ["Zoë Dupont, Directrice commerciale", "Exemple SAS", "+33 1 42 68 53 00"],
    ["phone +33142685300", "title Directrice commerciale", "company Exemple SAS"],
  ],
  [
    "Li Wei",
    "li@firm.example",
    ["Li Wei", "Partner at Firm Advisors LLP"],
    ["title Partner", "company Firm Advisors LLP"],
  ],
])("%s signs as %s", (name, address, lines, expected) => {
  expect(of(name, address, ...lines)).toEqual(expected);
});

test.each([
  ["a signature without their name", ["Sales team", "Manager", "+49 30 1234567"]],
  ["a colleague's", ["Bob Byron", "Manager", "+49 30 1234567"]],
  [
    "a quotation",
    ["Ada Byron", "A good engineer writes less.", "I met the director of it all today, and we talked."],
  ],
  [
    "numbers that are none",
    ["Ada Byron", "Order 12345678901", "2026-03-04 10:00:00", "IBAN DE89 3704 0044 0532 0130 00"],
  ],
  ["a national number without a country", ["Ada Byron", "Tel: 555 1234567"]],
  ["a device", ["Sent from my iPhone"]],
  ["what a list adds", ["__________________", "Ada Byron mailing list manager", "+49 30 1234567"]],
])("%s says nothing", (_, lines) => {
  expect(of("Ada Byron", "ada@x.example", ...lines)).toEqual([]);
});

test("hostile lines cost little", () => {
  const startedAt = performance.now();
  const long = [
    `Ada Byron ${"1 ".repeat(5_000)}`,
    ...Array.from({ length: 5_000 }, () => `Ada Byron ${"+49 30 1".repeat(15)}`),
  ];
  of("Ada Byron", "ada@x.de", ...long);
  of("Ada Byron", "ada@x.de", "Ada Byron", `${"head of a ".repeat(15)}`, `${"(1".repeat(75)}`);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
