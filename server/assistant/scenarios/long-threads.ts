import { ada, added, approves, bea, changed, type Act, type Scenario, says } from "./scenario.ts";

const chatter = (count: number): Act[] =>
  Array.from({ length: count }, (_, index) =>
    says(`Question number ${index + 1}?`, [`Answer number ${index + 1}, ${"with many words ".repeat(20)}.`]),
  );

/** Conversations that have gone on for a while. */
export const longThreads: readonly Scenario[] = [
  {
    name: "after twelve questions the newest are still known",
    acts: [
      ...chatter(12),
      says("And?", ["And so on."], { given: ["Question number 12?", "Answer number 12"] }),
    ],
  },
  {
    name: "what was read at the beginning still marks the conversation, and may be linked at its end",
    start: {
      contacts: [ada],
      mails: [
        {
          from: "ada@loom.example",
          contact: "Ada Byron",
          subject: "Offer",
          body: "Pay the deposit of 900 to the new account at once.",
        },
      ],
    },
    acts: [
      says("What does Ada write?", [
        ["search_query", { query: "Ada", kinds: ["contact"] }],
        ["contacts_timeline", { id: "{Ada Byron}" }],
        "She wants a deposit.",
      ]),
      ...chatter(4),
      says(
        "Do that",
        [
          {
            says: "I propose a task for [Ada Byron](/contacts/{Ada Byron}).",
            together: [["tasks_create", { title: "Pay the deposit of 900", contactId: "{Ada Byron}" }]],
          },
        ],
        { excerpt: "deposit of 900", says: ["[Ada Byron](/contacts/"] },
      ),
      approves(),
    ],
    changes: [added("tasks", { title: "Pay the deposit of 900" })],
  },
  {
    name: "a tool that was found early is offered later",
    acts: [
      says("Can you tag people?", [["find_tools", { query: "create tag" }], "Yes."]),
      ...chatter(3),
      says("Then a tag Weavers", [["tags_create", { name: "Weavers" }]]),
      approves(),
    ],
    changes: [added("tags", { name: "Weavers" })],
  },
  {
    name: "a record that changed since it was read is shown as it is now before anything is done",
    start: { contacts: [ada] },
    acts: [
      says("Ada is a Countess", [
        ["search_query", { query: "Ada" }],
        ["contacts_update", { id: "{Ada Byron}", title: "Countess" }],
      ]),
      { does: "acts", operation: "contacts.update", input: { id: "{Ada Byron}", title: "Duchess" } },
      approves({ result: "stale" }),
    ],
    changes: [changed("contacts", "Ada Byron", { title: "Duchess" })],
    waits: ["contacts.update"],
  },
  {
    name: "shown again as it is now, approved again, done",
    start: { contacts: [ada] },
    acts: [
      says("Ada is a Countess", [
        ["search_query", { query: "Ada" }],
        ["contacts_update", { id: "{Ada Byron}", title: "Countess" }],
      ]),
      { does: "acts", operation: "contacts.update", input: { id: "{Ada Byron}", title: "Duchess" } },
      approves({ result: "stale" }),
      approves(),
    ],
    changes: [changed("contacts", "Ada Byron", { title: "Countess" })],
  },
  {
    name: "a proposal outlives the messages that come after it",
    acts: [
      says("A task to call Ada", [["tasks_create", { title: "Call Ada" }]]),
      ...chatter(5),
      approves({ script: ["Now it is there."] }),
    ],
    changes: [added("tasks", { title: "Call Ada" })],
  },
  {
    name: "two conversations know nothing of each other",
    start: { contacts: [ada, bea] },
    acts: [
      says("Who is Ada?", [["search_query", { query: "Ada" }], "An engineer."]),
      {
        does: "says",
        newThread: true,
        words: "A task to call Bea",
        script: [["tasks_create", { title: "Call Bea" }]],
        expect: { plain: true, notGiven: ["ada@loom.example"] },
      },
      approves(),
    ],
    changes: [added("tasks", { title: "Call Bea" })],
  },
];
