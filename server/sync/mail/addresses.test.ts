import { describe, expect, it } from "vitest";
import { normaliseAddress, parseAddresses } from "./addresses.ts";

describe("normaliseAddress", () => {
  it.each([
    [" Ada@Analytical.Example ", "ada@analytical.example"],
    ["<ada@x.example>", "ada@x.example"],
    ["mailto:ada@x.example", "ada@x.example"],
    ["ada@x.example.", "ada@x.example"],
    ["Jürgen@Müller.example", "jürgen@müller.example"],
    ["o'brien+crm@x.example", "o'brien+crm@x.example"],
    ['"ada b"@x.example', null],
    ["ada", null],
    ["@x.example", null],
    ["ada@", null],
    ["ada@x..example", null],
    ["ada b@x.example", null],
    ["ada@x.example>, <eve@y.example", null],
    ["a@[127.0.0.1]", null],
    [`${"a".repeat(300)}@x.example`, null],
    ["ada\u202e@x.example", null],
  ])("%j gives %j", (text, expected) => {
    expect(normaliseAddress(text)).toBe(expected);
  });
});

describe("parseAddresses", () => {
  const read = (...values: string[]): [string, string][] =>
    parseAddresses(values).addresses.map((one) => [one.name, one.address]);

  it("reads lists, groups and comments, each address once", () => {
    expect(read('"Byron, Ada" <ada@x.example>, grace@y.example (Grace Hopper)')).toEqual([
      ["Ada Byron", "ada@x.example"],
      ["Grace Hopper", "grace@y.example"],
    ]);
    expect(read("Team: a@x.example, B <b@x.example>;", "c@x.example")).toEqual([
      ["", "a@x.example"],
      ["B", "b@x.example"],
      ["", "c@x.example"],
    ]);
    expect(read("a@x.example, Ada <A@x.example>")).toEqual([["Ada", "a@x.example"]]);
  });

  it("decodes encoded words, commas in them included", () => {
    expect(read("=?utf-8?Q?Byron=2C_Ada?= <ada@x.example>")).toEqual([["Ada Byron", "ada@x.example"]]);
    expect(read("=?iso-8859-1?Q?J=FCrgen?= <j@x.example>")).toEqual([["Jürgen", "j@x.example"]]);
  });

  it("reads what list archives write for an address", () => {
    expect(read("ada at analytical.example (Ada Byron)")).toEqual([["Ada Byron", "ada@analytical.example"]]);
  });

  it("counts what is no mailbox", () => {
    expect(parseAddresses(["undisclosed-recipients:;"])).toEqual({
      addresses: [],
      dropped: 0,
      tooMany: false,
    });
    expect(parseAddresses(["Ada, Grace <grace@y.example>"])).toMatchObject({
      dropped: 1,
      addresses: [{ address: "grace@y.example" }],
    });
  });

  it("stays quick and bounded on hostile values", () => {
    const started = performance.now();
    const hostile = [
      "a,".repeat(500_000),
      "a.".repeat(50_000),
      "(".repeat(50_000),
      `${"<".repeat(50_000)}@`,
      "a@b.example,".repeat(50_000),
    ];
    for (const value of hostile) expect(parseAddresses([value]).addresses.length).toBeLessThanOrEqual(1);
    const many = Array.from({ length: 5_000 }, (_, index) => `a${index}@b.example`).join(", ");
    expect(parseAddresses([many])).toMatchObject({ addresses: { length: 2_000 }, tooMany: true });
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
