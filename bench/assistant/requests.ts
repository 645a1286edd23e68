import type { Script, Start } from "#server/assistant/scenarios/scenario.ts";

/** A request, and how a model answers it that makes as few calls as it can. */
export interface Request {
  words: string;
  script: Script;
  /** It asks for one thing to be done. */
  isAction?: boolean;
}

const mailBody = (about: string): string =>
  [
    "Dear Jo,",
    `thank you for the call on Monday. As promised, here is what we can do about ${about}: twelve pieces in May, the rest in June, all of them from the same batch.`,
    "The price stays as it was, 1,450 a piece, delivered. If you confirm before Friday we keep the machines free for you.",
    "Could you tell me whether your colleagues need the longer warranty? It is 60 more for each.",
    "Best regards",
  ].join("\n\n");

/** What the twelve requests find: a small business's people and mails. */
export const start: Start = {
  google: true,
  tags: ["VIP"],
  companies: [{ name: "Loom Works", domain: "loom.example" }],
  contacts: [
    { name: "Ada Byron", emails: ["ada@loom.example"], title: "Engineer", company: "Loom Works" },
    { name: "Bea Lovett", emails: ["bea@pie.example"], title: "Baker" },
    ...Array.from({ length: 30 }, (_, index) => ({
      name: `Person Number ${String(index + 1)}`,
      emails: [`person${String(index + 1)}@people.example`],
      title: "Partner",
    })),
  ],
  tasks: [
    { title: "Order yarn", dueAt: "2026-12-01T09:00:00Z" },
    { title: "Send samples", dueAt: "2026-12-02T09:00:00Z", contact: "Ada Byron" },
  ],
  notes: [{ contact: "Ada Byron", body: "Prefers to be called in the morning." }],
  mails: [
    ...["looms", "spindles", "the warranty"].map((about, index) => ({
      from: "ada@loom.example",
      name: "Ada Byron",
      contact: "Ada Byron",
      subject: `About ${about}`,
      body: mailBody(about),
      daysAgo: 9 - index,
      thread: about,
    })),
    ...Array.from({ length: 12 }, (_, index) => ({
      from: `person${String(index + 1)}@people.example`,
      subject: `News of week ${String(index + 1)}`,
      body: mailBody(`order ${String(index + 1)}`),
      daysAgo: 20 + index,
    })),
  ],
};

const ada = ["search_query", { query: "Ada", kinds: ["contact"] }] as const;

export const requests: readonly Request[] = [
  { words: "Who is Ada Byron?", script: [ada, "[Ada Byron](/contacts/{Ada Byron}) is an engineer."] },
  {
    words: "What did Ada write about the warranty?",
    script: [
      ["interactions_search", { text: "warranty", limit: 3 }],
      ["threads_get", { id: "{About the warranty.threadId}" }],
      "She asks whether your colleagues need the longer warranty.",
    ],
  },
  {
    words: "Sum up the conversation about looms",
    script: [
      ["threads_list", { text: "looms", limit: 3 }],
      ["threads_get", { id: "{About looms}" }],
      "Twelve pieces in May, the rest in June.",
    ],
  },
  {
    words: "Who waits for my answer?",
    script: [["threads_list", { filter: "waiting", limit: 10 }], "Ada does."],
  },
  { words: "What is on today?", script: [["today_get", {}], "Two tasks are overdue."] },
  { words: "What is to be done?", script: [["tasks_list", { limit: 10 }], "Order yarn and send samples."] },
  {
    words: "Add Cara Finch, cara@finch.example",
    script: [["contacts_create", { displayName: "Cara Finch", emails: ["cara@finch.example"] }]],
    isAction: true,
  },
  {
    words: "Remind me to order more yarn on Friday at nine",
    script: [["tasks_create", { title: "Order more yarn", dueAt: "2026-12-04T09:00:00Z" }]],
    isAction: true,
  },
  {
    words: "Note on Ada: likes tea",
    script: [ada, ["notes_create", { contactId: "{Ada Byron}", body: "Likes tea" }]],
    isAction: true,
  },
  {
    words: "Answer Ada's last mail: yes to the warranty",
    script: [
      ["interactions_search", { text: "warranty", limit: 3 }],
      [
        "drafts_create",
        {
          to: ["ada@loom.example"],
          subject: "Re: About the warranty",
          body: "Dear Ada, yes to the warranty. Jo",
        },
      ],
    ],
    isAction: true,
  },
  {
    words: "Meet Ada on Thursday at ten for half an hour",
    script: [
      ada,
      [
        "events_create",
        { title: "Ada", startAt: "2026-12-03T10:00:00Z", minutes: 30, contactIds: ["{Ada Byron}"] },
      ],
    ],
    isAction: true,
  },
  {
    words: "Tag Ada as VIP",
    script: [
      {
        together: [
          ada,
          ["search_query", { query: "VIP", kinds: ["tag"] }],
          ["find_tools", { query: "put a tag on a contact" }],
        ],
      },
      ["tags_add", { contactId: "{Ada Byron}", tagId: "{VIP}" }],
    ],
    isAction: true,
  },
];
