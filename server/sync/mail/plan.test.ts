import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifySender } from "./classify.ts";
import { messageKey } from "./message-key.ts";
import { ImportPlan } from "./plan.ts";
import { planHash } from "./plan-hash.ts";
import type { Fields } from "./fixtures/build-mail.ts";
import { invented } from "./fixtures/parsed.ts";

let id = 0;
const fresh = (fields: Fields = {}): ReturnType<typeof invented> =>
  invented({ "Message-ID": `<${++id}@x>`, ...fields });
const planOf = (mails: readonly ReturnType<typeof invented>[]): ImportPlan => {
  const plan = new ImportPlan();
  for (const mail of mails) plan.add(mail);
  return plan;
};

describe("ImportPlan", () => {
  it("adds up", () => {
    const same = fresh();
    const plan = planOf([
      same,
      same,
      fresh({ Date: "" }),
      fresh({ Date: "1 May 2024 10:00:00 +0000" }),
      fresh({ "X-Gmail-Labels": "Spam" }),
    ]);
    plan.skip("too_large");
    plan.skip("not_a_message");
    expect(plan.finish({ ownAddresses: [] })).toMatchObject({
      total: 7,
      store: 3,
      skip: 4,
      skipBy: { duplicate_in_file: 1, spam: 1, too_large: 1, not_a_message: 1 },
      byMonth: [
        { month: "2024-05", count: 1 },
        { month: "2024-06", count: 1 },
        { month: null, count: 1 },
      ],
      bySenderKind: { own: 0, person: 3, newsletter: 0, automated: 0, list: 0 },
      firstAt: Date.UTC(2024, 4, 1, 10),
      warnings: { missing_date: 1 },
    });
  });

  it("tells duplicates without an id by their content", () => {
    const plan = planOf([
      invented({ "Message-ID": "" }),
      invented({ "Message-ID": "" }),
      invented({ "Message-ID": "" }, "other"),
    ]);
    expect(plan.finish({ ownAddresses: [] })).toMatchObject({ store: 2, skipBy: { duplicate_in_file: 1 } });
  });

  it("takes the database's word on what is stored, for every copy in the file", () => {
    const [known, other] = [fresh(), fresh()];
    const plan = planOf([known, other, known]);
    expect(plan.waitingKeys()).toEqual([messageKey(known), messageKey(other)]);
    plan.markKnown([messageKey(known)]);
    expect(plan.waitingKeys()).toEqual([]);
    plan.add(known);
    plan.add(other);
    expect(plan.finish({ ownAddresses: [] })).toMatchObject({
      total: 5,
      store: 1,
      skipBy: { already_stored: 3, duplicate_in_file: 1 },
    });
  });

  it("finishes again with other own addresses", () => {
    const plan = planOf([fresh(), fresh({ From: "grace@navy.example", To: "luigi@menabrea.example" })]);
    const first = plan.finish({ ownAddresses: [] });
    const second = plan.finish({ ownAddresses: [" Grace@Navy.example "] });
    expect(first.bySenderKind).toMatchObject({ own: 0, person: 2 });
    expect(second.bySenderKind).toMatchObject({ own: 1, person: 1 });
    expect(second.people.map((person) => person.why.code)).toEqual(["they_wrote", "you_wrote"]);
    expect(plan.finish({ ownAddresses: [] })).toEqual(first);
    expect(plan.candidates({ ownAddresses: ["grace@navy.example"] })).toEqual({
      addresses: ["ada@analytical.example", "luigi@menabrea.example"],
      domains: ["analytical.example", "menabrea.example"],
    });
  });

  it("counts the kinds that the import will give each message", () => {
    const address = fc.constantFrom(
      "ada@a.example",
      "grace@b.example",
      "no-reply@c.example",
      "l@lists.example",
      "mary@d.example",
    );
    const mail = fc.record({
      From: fc.oneof(address, fc.constant("")),
      To: address,
      "List-Post": fc.constantFrom("", "", "<mailto:l@lists.example>"),
      Precedence: fc.constantFrom("", "", "bulk", "list"),
      "List-Unsubscribe": fc.constantFrom("", "", "<x>"),
      "Auto-Submitted": fc.constantFrom("", "", "auto-generated"),
    });
    fc.assert(
      fc.property(
        fc.array(mail, { maxLength: 30 }),
        fc.subarray(["ada@a.example", "mary@d.example"]),
        (fields, own) => {
          const mails = fields.map((one) => fresh(one));
          const plan = planOf(mails).finish({ ownAddresses: own });
          const rules = {
            ownAddresses: new Set(own),
            listAddresses: new Set(plan.listAddresses.map((list) => list.address)),
          };
          const counted = { own: 0, person: 0, newsletter: 0, automated: 0, list: 0 };
          for (const one of mails) counted[classifySender(one.headers, one.from, rules).kind]++;
          expect(plan.bySenderKind).toEqual(counted);
          expect(plan.store + plan.skip).toBe(plan.total);
        },
      ),
    );
  });

  it("samples at most ten subjects, spread over the file, one per thread", () => {
    const plan = planOf(
      Array.from({ length: 5_000 }, (_, index) =>
        fresh({ Subject: `${index % 2 === 0 ? "" : "Re: "}topic ${index >> 1}` }),
      ),
    );
    const topics = plan
      .finish({ ownAddresses: [] })
      .samples.map((sample) => Number(/\d+/.exec(sample.subject)?.[0]));
    expect(topics).toHaveLength(10);
    expect(new Set(topics).size).toBe(10);
    expect(Math.max(...topics)).toBeGreaterThan(1_900);
    expect(planOf([fresh(), fresh()]).finish({ ownAddresses: [] }).samples).toHaveLength(1);
  });
});

describe("planHash", () => {
  it("depends on what the plan says and on nothing else", () => {
    const mails = [fresh(), fresh({ From: "grace@navy.example" })];
    const plan = planOf(mails).finish({ ownAddresses: [] });
    const again = planOf(mails).finish({ ownAddresses: [] });
    expect(planHash(again)).toBe(planHash(plan));
    expect(planHash({ ...Object.fromEntries(Object.entries(plan).reverse()), total: 2 } as typeof plan)).toBe(
      planHash(plan),
    );
    expect(planHash({ ...plan, total: 3 })).not.toBe(planHash(plan));
  });
});

describe("whose mailbox", () => {
  const guess = (mails: readonly Fields[]): string | undefined =>
    planOf(mails.map((one) => fresh(one))).finish({ ownAddresses: [] }).mailbox?.address;
  const people = ["a@x.example", "b@y.example", "c@z.example", "d@x.example", "e@y.example", "f@z.example"];

  it("goes by delivery, by what is filed as sent, by taking part in most, by being the only writer", () => {
    expect(
      guess(people.map((From) => ({ From, To: "team@navy.example", "Delivered-To": "grace@navy.example" }))),
    ).toBe("grace@navy.example");
    expect(guess([{ From: "grace@navy.example", "X-Gmail-Labels": "Sent" }, {}, {}])).toBe(
      "grace@navy.example",
    );
    expect(
      guess(
        people.flatMap((one) => [
          { From: one, To: "g@n.example" },
          { From: "g@n.example", To: one },
        ]),
      ),
    ).toBe("g@n.example");
    expect(guess(people.map((To) => ({ From: "grace@navy.example", To })))).toBe("grace@navy.example");
  });

  it("is left open for lists, pairs and few messages", () => {
    expect(guess([...people, ...people].map((From) => ({ From, To: "l@lists.example" })))).toBeUndefined();
    expect(
      guess(
        Array.from({ length: 5 }, () => [
          {},
          { From: "grace@navy.example", To: "ada@analytical.example" },
        ]).flat(),
      ),
    ).toBeUndefined();
    expect(guess([{}])).toBeUndefined();
  });
});
