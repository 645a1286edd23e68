import { expect, test } from "vitest";

import type { ProposalStep } from "./proposal-words.ts";
import { readingsOf, type ShownExcerpt } from "./step-reading.ts";

const step = (readFrom: ProposalStep["readFrom"]): ProposalStep => ({
  ...{ operation: "tasks.create", summary: "", verb: "create", input: {}, edits: null, needs: [] },
  ...{ targets: [], mentions: [], diff: [], fields: [], outcome: null, takenBack: false, readFrom },
});
const excerpt = (text: string, more: Partial<ShownExcerpt> = {}): ShownExcerpt => ({
  ...{ text, from: text, untrusted: true },
  ...more,
});

test("what a person did not name, and the words that have it, stand in the row of the step that they led to", () => {
  const [eve, bob] = [excerpt("Eve", { addresses: ["pay@evil.example"] }), excerpt("Bob")];
  const steps = [
    step([{ excerpt: 1 }]),
    step([{ excerpt: 0, addresses: ["pay@evil.example"] }]),
    step([{ excerpt: 0, values: ["evil.example"] }, { excerpt: 1 }]),
    step([]),
  ];
  const { rows, card } = readingsOf({ steps, excerpts: [eve, bob] });
  expect(card).toEqual({ named: [], excerpts: [] });
  expect(rows).toEqual([
    { named: [], excerpts: [bob], sameAs: [] },
    { named: [{ value: "pay@evil.example", from: "Eve" }], excerpts: [eve], sameAs: [] },
    { named: [{ value: "evil.example", from: "Eve" }], excerpts: [], sameAs: [1, 0] },
    { named: [], excerpts: [], sameAs: [] },
  ]);
});

test("a text that led to every step stands once below them; what each took from it stays in its row", () => {
  const steps = [step([{ excerpt: 0, addresses: ["a@x.example"] }]), step([{ excerpt: 0 }])];
  const eve = excerpt("Eve", { addresses: ["a@x.example"] });
  const { rows, card } = readingsOf({ steps, excerpts: [eve] });
  expect(card).toEqual({ named: [], excerpts: [eve] });
  expect(rows.map(({ named, excerpts }) => [named.length, excerpts.length])).toEqual([
    [1, 0],
    [0, 0],
  ]);
});

test("a card that knows of no rows, and one of a single step, tells all of it for the whole", () => {
  const eve = excerpt("Eve", { addresses: ["a@x.example"] });
  const all = { named: [{ value: "a@x.example", from: "Eve" }], excerpts: [eve] };
  expect(readingsOf({ steps: [step(null), step([])], excerpts: [eve] })).toEqual({ rows: [], card: all });
  expect(readingsOf({ steps: [step([{ excerpt: 0 }])], excerpts: [eve] })).toEqual({ rows: [], card: all });
});
