import { ada, added, approves, changed, type Scenario, says } from "./scenario.ts";

const task = ["tasks_create", { title: "Call Ada" }] as const;
const tasks = ["tasks_list", {}] as const;
const once = [added("tasks", { title: "Call Ada" })];

/** The same thing twice, and two things at once: two tabs, repeated messages, repeated approvals. One effect. */
export const atOnce: readonly Scenario[] = [
  {
    name: "a message that is sent twice is one question",
    acts: [{ does: "saysTwice", words: "A task to call Ada", script: [task] }, approves()],
    changes: once,
  },
  {
    name: "a second message that is sent twice in a conversation is one question",
    acts: [says("Hi", ["Hello."]), { does: "saysTwice", words: "A task to call Ada", script: [task] }],
    waits: ["tasks.create"],
  },
  {
    name: "two tabs ask at once: one is answered, the other is told to wait",
    acts: [
      says("Hi", ["Hello."]),
      {
        does: "asksInTwoTabs",
        words: ["A task to call Ada", "The task to call Ada, please"],
        script: [task],
      },
      approves(),
    ],
    changes: once,
  },
  {
    name: "two tabs, and the one that was refused asks again afterwards",
    acts: [
      says("Hi", ["Hello."]),
      { does: "asksInTwoTabs", words: ["A task to call Ada", "What is new?"], script: [task] },
      says("What is new?", ["Nothing."]),
    ],
    waits: ["tasks.create"],
  },
  {
    name: "approved five times at once, and once more: one effect",
    acts: [says("A task to call Ada", [task]), approves({ atOnce: 5 })],
    changes: once,
  },
  {
    name: "a draft that is approved five times at once is one draft",
    start: { google: true, contacts: [ada] },
    acts: [
      says("Draft a mail to Ada about looms", [
        ["search_query", { query: "Ada" }],
        ["drafts_create", { contactId: "{Ada Byron}", subject: "Looms", body: "When?" }],
      ]),
      approves({ atOnce: 5 }),
    ],
    changes: [added("effects", { operation: "drafts.create", request: { to: ["ada@loom.example"] } })],
  },
  {
    name: "the same call in two steps of one answer is one proposal",
    acts: [says("A task to call Ada", [{ together: [task, tasks] }, task])],
    waits: ["tasks.create"],
  },
  {
    name: "the same call twice in one step is one proposal",
    acts: [says("A task to call Ada", [{ together: [task, task] }]), approves()],
    changes: once,
  },
  {
    name: "asked for twice in two questions, it is proposed twice: the person may want two",
    acts: [says("A task to call Ada", [task]), says("Another one", [task])],
    waits: ["tasks.create", "tasks.create"],
  },
  {
    name: "of two changes of one record on one card the one is made that is ticked",
    start: { contacts: [ada] },
    acts: [
      says("Two titles for Ada", [
        ["search_query", { query: "Ada" }],
        {
          together: [
            ["contacts_update", { id: "{Ada Byron}", title: "Countess" }],
            ["contacts_update", { id: "{Ada Byron}", title: "Duchess" }],
          ],
        },
      ]),
      approves({ ticks: ["Countess"], atOnce: 3 }),
    ],
    changes: [changed("contacts", "Ada Byron", { title: "Countess" })],
  },
  {
    name: "what was turned down is not approved afterwards by an old tab",
    acts: [
      says("A task to call Ada", [task]),
      { does: "acts", operation: "proposals.reject", input: { id: "{proposal}" } },
      { does: "forges", operation: "proposals.approve", input: { id: "{rejected}" }, refusal: "conflict" },
    ],
  },
];
