import { ada, added, approves, type Scenario, says } from "./scenario.ts";

const look = ["search_query", { query: "Ada" }] as const;
const task = ["tasks_create", { title: "Call Ada" }] as const;
/** With a read beside it the answer goes on. */
const taskAndRead = { together: [task, ["tasks_list", {}]] } as const;

/** Answers that end before their end: by the person, the process, the provider or the budget. */
export const aborts: readonly Scenario[] = [
  {
    name: "stopped while it speaks: what was said stays, and nothing else happens",
    start: { contacts: [ada] },
    acts: [
      {
        does: "stops",
        words: "Who is Ada?",
        script: [look, { slowly: "well" }],
        expect: { status: "stopped", says: ["well"] },
      },
    ],
  },
  {
    name: "stopped after it proposed: the proposal waits, and may be approved",
    acts: [
      {
        does: "stops",
        words: "A task to call Ada",
        script: [taskAndRead, { slowly: "well" }],
        expect: { status: "stopped" },
      },
      approves(),
    ],
    changes: [added("tasks", { title: "Call Ada" })],
  },
  {
    name: "stopped, then asked on",
    acts: [
      { does: "stops", words: "Tell me all", script: [{ slowly: "well" }], expect: { status: "stopped" } },
      says("Rather a task to call Ada", [task]),
      approves(),
    ],
    changes: [added("tasks", { title: "Call Ada" })],
  },
  {
    name: "the process is told to end: another goes on from the last step, and proposes once",
    start: { contacts: [ada] },
    acts: [
      {
        does: "movesOn",
        words: "A task to call Ada",
        script: [taskAndRead, { slowly: "well" }],
        rest: ["It waits."],
        expect: { status: "waiting", given: ["waiting"] },
      },
      approves(),
    ],
    changes: [added("tasks", { title: "Call Ada" })],
  },
  {
    name: "the process is killed after it proposed: the next is shown what waits, and proposes nothing anew",
    acts: [
      {
        does: "isKilled",
        words: "A task to call Ada",
        script: [task],
        rest: ["It waits."],
        expect: { status: "waiting", given: ["proposalId"] },
      },
      approves(),
    ],
    changes: [added("tasks", { title: "Call Ada" })],
  },
  {
    name: "killed, and the next model makes the very call again: one proposal",
    acts: [
      {
        does: "isKilled",
        words: "A task to call Ada",
        script: [task],
        rest: [task],
        expect: { status: "waiting" },
      },
    ],
    waits: ["tasks.create"],
  },
  {
    name: "a process that was replaced proposes nothing",
    start: { contacts: [ada] },
    acts: [{ does: "isReplaced", words: "A task to call Ada", script: [look, { replacedBefore: task }] }],
  },
  {
    name: "the provider answers 500: said in words, and answered when asked again",
    acts: [
      says("A task to call Ada", [{ status: 500 }], { status: "failed", error: "unavailable", says: [] }),
      { does: "retries", script: [task] },
      approves(),
    ],
    changes: [added("tasks", { title: "Call Ada" })],
  },
  {
    name: "cut off after it proposed: asked again it proposes once",
    acts: [
      says("A task to call Ada", [taskAndRead, { cutAfter: "It w" }], {
        status: "failed",
        error: "unavailable",
      }),
      { does: "retries", script: [task] },
      approves(),
    ],
    changes: [added("tasks", { title: "Call Ada" })],
  },
  {
    name: "a budget that is used up: the model is not asked, and nothing happens",
    start: { budgetMicros: 100 },
    acts: [says("A task to call Ada", [task], { status: "failed", error: "budget", asked: 0 })],
  },
  {
    name: "a budget that ends in the middle: what was proposed waits, and no more is asked",
    start: { budgetMicros: 9_500 },
    acts: [says("A task to call Ada", [taskAndRead], { status: "failed", error: "budget", asked: 1 })],
    waits: ["tasks.create"],
  },
];
