import { ada, bea, type Scenario, says } from "./scenario.ts";

const offer = {
  from: "ada@loom.example",
  name: "Ada Byron",
  contact: "Ada Byron",
  subject: "Offer",
  thread: "offer",
};

/** What is only asked: several reads at once, what they rest on, and nothing that is not there. */
export const reading: readonly Scenario[] = [
  {
    name: "three reads at once",
    start: { contacts: [ada, bea], tasks: [{ title: "Order yarn", contact: "Ada Byron" }] },
    acts: [
      says(
        "What do I have on Ada, on Bea, and what is to be done?",
        [
          {
            together: [
              ["search_query", { query: "Ada" }],
              ["search_query", { query: "Bea" }],
              ["tasks_list", {}],
            ],
          },
          "[Ada Byron](/contacts/{Ada Byron}), [Bea Lovett](/contacts/{Bea Lovett}), and [Order yarn](/tasks?task={Order yarn}).",
        ],
        {
          says: ["[Ada Byron](/contacts/", "[Order yarn](/tasks?task="],
          tools: ["search_query", "search_query", "tasks_list"],
        },
      ),
    ],
  },
  {
    name: "one of three reads at once fails, the others count",
    start: { contacts: [ada, bea] },
    acts: [
      says(
        "Ada, Bea, and the one with that id",
        [
          {
            together: [
              ["search_query", { query: "Ada" }],
              ["contacts_get", { id: "not-an-id" }],
              ["search_query", { query: "Bea" }],
            ],
          },
          "Ada and Bea are here.",
        ],
        { failures: ["Id: "], given: ["Ada Byron", "Bea Lovett"] },
      ),
    ],
  },
  {
    name: "a mail is read, quoted, and marked as written outside",
    start: { contacts: [ada], mails: [{ ...offer, body: "We can deliver twelve looms in May." }] },
    acts: [
      says(
        "What does Ada offer?",
        [
          ["interactions_search", { text: "looms" }],
          ["threads_get", { id: "{Offer.threadId}" }],
          'She writes "We can deliver twelve looms in May." ([Offer](/inbox/{Offer.threadId}))',
        ],
        { marked: true, says: ["twelve looms in May", "(/inbox/"], quotes: [] },
      ),
    ],
  },
  {
    name: "a claim that rests on a mail comes with its sentence, whether the model quotes it or not",
    start: {
      contacts: [ada],
      mails: [{ ...offer, body: "Thank you for asking. We can deliver twelve looms in May. Bye." }],
    },
    acts: [
      says(
        "When would Ada's looms come?",
        [
          ["interactions_search", { text: "looms" }],
          ["threads_get", { id: "{Offer.threadId}" }],
          "In May, twelve looms ([Offer](/inbox/{Offer.threadId})).",
        ],
        { quotes: ["We can deliver twelve looms in May."], quotesBy: ["Ada Byron · ada@loom.example"] },
      ),
    ],
  },
  {
    name: "a whole conversation is summarised, the oldest mail first",
    start: {
      contacts: [ada],
      mails: [
        { ...offer, body: "We can deliver twelve looms.", daysAgo: 3 },
        { ...offer, body: "How about ten?", daysAgo: 2, direction: "outbound" },
        { ...offer, body: "Ten it is.", daysAgo: 1 },
      ],
    },
    acts: [
      says(
        "Sum up the offer",
        [
          ["threads_list", { text: "looms" }],
          ["threads_get", { id: "{Offer}" }],
          "Twelve were offered, ten agreed.",
        ],
        { given: ["We can deliver twelve looms.", "How about ten?", "Ten it is."] },
      ),
    ],
  },
  {
    name: "who waits for an answer",
    start: { contacts: [ada], mails: [{ ...offer, body: "When?", daysAgo: 5 }] },
    acts: [
      says(
        "Who waits for me?",
        [["threads_list", { filter: "waiting" }], "Ada waits: [Offer](/inbox/{Offer})."],
        {
          says: ["[Offer](/inbox/"],
        },
      ),
    ],
  },
  {
    name: "an answer of a tool that is too long is cut, and says so",
    start: {
      contacts: [ada],
      notes: Array.from({ length: 5 }, (_, index) => ({
        contact: "Ada Byron",
        body: `Note ${index + 1} ${"on looms ".repeat(1_500)}`,
      })),
    },
    acts: [
      says("What do I know of Ada?", [["notes_list", {}], "Much of looms."], {
        given: ["… (cut)"],
        notGiven: ["on looms ".repeat(600)],
      }),
    ],
  },
  {
    name: "nothing is found, and that is said",
    start: { contacts: [bea] },
    acts: [
      says("What is Zoe's number?", [["search_query", { query: "Zoe" }], "I found nobody of that name."], {
        says: ["nobody"],
      }),
    ],
  },
  {
    name: "a figure comes from a tool and taints nothing",
    acts: [
      says("What have you cost today?", [
        ["find_tools", { query: "usage cost" }],
        ["usage_get", {}],
        "Nothing much.",
      ]),
      says("Then a task: Spend more", [["tasks_create", { title: "Spend more" }]], {
        plain: true,
      }),
      { does: "rejects" },
    ],
  },
  {
    name: "what another workspace has is not found",
    start: { contacts: [bea], elsewhere: "Ada Byron" },
    acts: [
      says(
        "Who is Ada Byron?",
        [
          {
            together: [
              ["search_query", { query: "Ada Byron" }],
              ["contacts_list", {}],
            ],
          },
          "I found nobody of that name.",
        ],
        { notGiven: ["Engineer", '"displayName":"Ada Byron"'] },
      ),
    ],
  },
  {
    name: "the day at a glance: everything in two calls of the model",
    start: { contacts: [ada], tasks: [{ title: "Order yarn", dueAt: "2026-01-01T08:00:00Z" }] },
    acts: [
      says(
        "What is on today?",
        [
          {
            together: [
              ["today_get", {}],
              ["tasks_list", {}],
            ],
          },
          "Order yarn is overdue.",
        ],
        {
          asked: 2,
        },
      ),
    ],
  },
];
