import { describe, expect, it } from "vitest";
import { MailCounter } from "./counter.ts";
import { decidePeople } from "./people.ts";
import type { PeopleDecision, PeopleOptions } from "./plan-types.ts";
import type { Fields } from "./fixtures/build-mail.ts";
import { invented } from "./fixtures/parsed.ts";

function decide(mails: readonly Fields[], options: Partial<PeopleOptions> = {}): PeopleDecision {
  const counter = new MailCounter();
  for (const fields of mails) counter.add(invented(fields));
  return decidePeople(counter.stats(), { ownAddresses: new Set(), ...options });
}

const own = { ownAddresses: new Set(["grace@navy.example"]) };
const whyOf = (decision: PeopleDecision): Record<string, string> =>
  Object.fromEntries([...decision.people, ...decision.leftOut].map((one) => [one.address, one.why.code]));

describe("decidePeople", () => {
  it("makes contacts of who wrote, whom you wrote to, and whom a person addressed", () => {
    const decision = decide(
      [
        {
          From: "ada@analytical.example",
          To: "grace@navy.example, charles@babbage.example",
          Cc: "mary@somerville.example",
        },
        { From: "grace@navy.example", To: "ada@analytical.example", Cc: "luigi@menabrea.example" },
      ],
      own,
    );
    expect(whyOf(decision)).toEqual({
      "ada@analytical.example": "they_wrote",
      "charles@babbage.example": "was_written_to",
      "luigi@menabrea.example": "you_wrote",
      "mary@somerville.example": "only_copied",
      "grace@navy.example": "own_address",
    });
    expect(decision.people.map((person) => person.why.words)).toEqual([
      "wrote 1 message",
      "ada@analytical.example wrote to them in 1 message",
      "you wrote to them in 1 message",
    ]);
    expect(decision.leftOutBy).toEqual({ own_address: 1, only_copied: 1 });
  });

  it("leaves out senders of bulk, automatic answers and mailboxes nobody reads", () => {
    const decision = decide(
      [
        { From: "shop@shop.example", "List-Unsubscribe": "<x>" },
        {
          From: "ada@analytical.example",
          "Auto-Submitted": "auto-replied",
          To: "grace@navy.example, bob@x.example",
        },
        { From: "no-reply@bank.example" },
        { From: "charles@babbage.example", To: "no-reply@bank.example, shop@shop.example" },
      ],
      own,
    );
    expect(whyOf(decision)).toEqual({
      "charles@babbage.example": "they_wrote",
      "shop@shop.example": "newsletter",
      "ada@analytical.example": "automated",
      "no-reply@bank.example": "no_reply_address",
      "grace@navy.example": "own_address",
      "bob@x.example": "only_copied",
    });
  });

  it("makes a contact of whom you wrote to, even if they send bulk, and of who wrote personally once", () => {
    const decision = decide(
      [
        { From: "shop@shop.example", "List-Unsubscribe": "<x>" },
        { From: "grace@navy.example", To: "shop@shop.example" },
        { From: "ada@analytical.example", Precedence: "bulk" },
        { From: "ada@analytical.example" },
      ],
      own,
    );
    expect(whyOf(decision)).toMatchObject({
      "shop@shop.example": "you_wrote",
      "ada@analytical.example": "they_wrote",
    });
  });

  it("introduces nobody by a mail to many", () => {
    const many = Array.from({ length: 30 }, (_, index) => `guest${index}@x.example`).join(", ");
    expect(decide([{ To: many }]).people.map((person) => person.address)).toEqual(["ada@analytical.example"]);
    expect(decide([{ From: "grace@navy.example", To: many }], own).people).toHaveLength(30);
  });

  it("makes no contact of lists, by their headers or by what they receive, but of who writes on them", () => {
    const byHeader = decide([{ To: "engines@lists.example", "List-Post": "<mailto:engines@lists.example>" }]);
    expect(byHeader.listAddresses).toEqual([
      { address: "engines@lists.example", why: "the headers of 1 message name it as a list" },
    ]);
    const archive = Array.from({ length: 12 }, (_, index) => ({
      From: `writer${index % 4}@x.example`,
      To: "engines@lists.example",
    }));
    const byCount = decide(archive);
    expect(byCount.listAddresses.map((list) => list.address)).toEqual(["engines@lists.example"]);
    expect(byCount.people).toHaveLength(4);
    expect(decide(archive.slice(0, 9)).listAddresses).toEqual([]);
    const fromOne = archive.map((fields) => ({ ...fields, From: "ada@analytical.example" }));
    expect(decide(fromOne).listAddresses).toEqual([]);
    expect(decide(archive, { ownAddresses: new Set(["engines@lists.example"]) }).listAddresses).toEqual([]);
  });

  it("names people by their most frequent name, of equals the latest, else by their address", () => {
    const date = (day: number): string => `${day} Jun 2024 10:00:00 +0000`;
    const mails = [
      { From: "Ada B. <ada@x.example>", Date: date(5) },
      { From: "Ada Byron <ada@x.example>", Date: date(1) },
      { From: "Ada Byron <ada@x.example>", Date: date(2) },
      { From: "C. Babbage <charles@x.example>", Date: date(9) },
      { From: "Charles Babbage <charles@x.example>", Date: date(3) },
      { From: "mary.somerville@x.example" },
    ];
    const names = (decision: PeopleDecision): string[] => decision.people.map((person) => person.name);
    expect(names(decide(mails))).toEqual(
      expect.arrayContaining(["Ada Byron", "C. Babbage", "Mary Somerville"]),
    );
    expect(decide([...mails].reverse())).toEqual(decide(mails));
  });

  it("counts each person's messages and period", () => {
    const mails = [
      { Date: "3 Jun 2024 10:00:00 +0000" },
      { Date: "1 Jun 2024 10:00:00 +0000" },
      { Date: "", From: "grace@navy.example", To: "ada@analytical.example" },
    ];
    const ada = decide(mails).people.find((person) => person.address === "ada@analytical.example");
    expect(ada).toMatchObject({
      sentCount: 2,
      receivedCount: 1,
      firstAt: Date.UTC(2024, 5, 1, 10),
      lastAt: Date.UTC(2024, 5, 3, 10),
      companyDomain: "analytical.example",
    });
  });

  it("makes companies of the new people's domains, and only counts what is there already", () => {
    const mails = [
      { From: "a@acme.example" },
      { From: "b@acme.example" },
      { From: "c@gmail.com.example" },
      { From: "d@other.example" },
    ];
    const decision = decide(mails, { ...own, knownAddresses: new Set(["d@other.example"]) });
    expect(decision.companies).toEqual([
      {
        domain: "acme.example",
        name: "Acme",
        peopleCount: 2,
        why: "2 people use an address of acme.example",
      },
    ]);
    expect(decision).toMatchObject({ peopleKnown: 1, companiesKnown: 0 });
    const known = decide(mails, { ...own, knownDomains: new Set(["acme.example"]) });
    expect(known).toMatchObject({ companiesKnown: 1, companies: [{ domain: "other.example" }] });
  });
});
