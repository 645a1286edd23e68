import { ada, added, approves, bea, changed, type Scenario, says } from "./scenario.ts";

const tools = (query: string) => ["find_tools", { query }] as const;

/** What takes several actions, one resting on the other or on what the person decided. */
export const severalSteps: readonly Scenario[] = [
  {
    name: "a contact is made, and once it is there a task for it",
    acts: [
      says("Add Cara Finch, and a task to call her", [
        {
          says: "Cara first; once she is there, the task.",
          together: [["contacts_create", { displayName: "Cara Finch" }]],
        },
      ]),
      approves({
        script: [["tasks_create", { title: "Call Cara", contactId: "{contacts.create}" }]],
        expect: { given: ["From the app", "done"] },
      }),
      approves({ script: ["Both are there."] }),
    ],
    changes: [
      added("contacts", { display_name: "Cara Finch" }),
      added("tasks", { title: "Call Cara", contact_id: "{Cara Finch}" }),
    ],
  },
  {
    name: "turned down, then proposed as the person wanted it",
    start: { contacts: [ada] },
    acts: [
      says("Give Ada a better title", [
        ["search_query", { query: "Ada" }],
        ["contacts_update", { id: "{Ada Byron}", title: "Chief" }],
      ]),
      {
        does: "rejects",
        reason: "Countess",
        script: [["contacts_update", { id: "{Ada Byron}", title: "Countess" }]],
      },
      approves(),
    ],
    changes: [changed("contacts", "Ada Byron", { title: "Countess" })],
  },
  {
    name: "what was approved with the person's own words holds those",
    acts: [
      says("A task to call Ada", [["tasks_create", { title: "Call Ada" }]]),
      approves({
        edits: { title: "Write to Ada" },
        script: ["Done, in your words."],
        expect: { given: ["editedByThePerson", "Write to Ada"] },
      }),
    ],
    changes: [added("tasks", { title: "Write to Ada" })],
  },
  {
    name: "a company is made, and then somebody put into it",
    start: { contacts: [ada] },
    acts: [
      says("Ada works at Loom Works, a new company", [
        { together: [["search_query", { query: "Ada" }], tools("create company")] },
        ["companies_create", { name: "Loom Works" }],
      ]),
      approves({
        script: [["contacts_update", { id: "{Ada Byron}", companyId: "{companies.create}" }]],
      }),
      approves(),
    ],
    changes: [
      added("companies", { name: "Loom Works" }),
      changed("contacts", "Ada Byron", { company_id: "{Loom Works}" }),
    ],
  },
  {
    name: "what was done is undone",
    start: { contacts: [ada] },
    acts: [
      says("Ada's title is Countess", [
        ["search_query", { query: "Ada" }],
        ["contacts_update", { id: "{Ada Byron}", title: "Countess" }],
      ]),
      approves(),
      says("Undo that", [
        { together: [["changeSets_list", { limit: 1 }], tools("undo a change")] },
        ["changeSets_revert", { id: "{proposals.approve}" }],
      ]),
      approves(),
    ],
    changes: [],
  },
  {
    name: "a tag is made, and in the next turn put on two people",
    start: { contacts: [ada, bea] },
    acts: [
      says("A tag Weavers", [tools("create tag"), ["tags_create", { name: "Weavers" }]]),
      approves(),
      says("Tag Ada and Bea with it", [
        {
          together: [
            ["search_query", { query: "Ada" }],
            ["search_query", { query: "Bea" }],
            tools("add tag to contact, list tags"),
          ],
        },
        ["tags_list", {}],
        {
          together: [
            ["tags_add", { contactId: "{Ada Byron}", tagId: "{Weavers}" }],
            ["tags_add", { contactId: "{Bea Lovett}", tagId: "{Weavers}" }],
          ],
        },
      ]),
      approves(),
    ],
    changes: [
      added("tags", { name: "Weavers" }),
      added("contact_tags", { contact_id: "{Ada Byron}", tag_id: "{Weavers}" }),
      added("contact_tags", { contact_id: "{Bea Lovett}", tag_id: "{Weavers}" }),
    ],
  },
  {
    name: "what somebody asks for in a mail becomes a task that shows the mail",
    start: {
      contacts: [ada],
      mails: [
        {
          from: "ada@loom.example",
          contact: "Ada Byron",
          subject: "Samples",
          body: "Please send me the red samples before Friday.",
        },
      ],
    },
    acts: [
      says(
        "What does Ada want? Make a task of it",
        [
          ["search_query", { query: "Ada", kinds: ["contact"] }],
          ["contacts_timeline", { id: "{Ada Byron}" }],
          {
            says: 'She writes "Please send me the red samples before Friday." I propose a task.',
            together: [["tasks_create", { title: "Send the red samples", contactId: "{Ada Byron}" }]],
          },
        ],
        { excerpt: "red samples before Friday", marked: true },
      ),
      approves(),
    ],
    changes: [added("tasks", { title: "Send the red samples", contact_id: "{Ada Byron}" })],
  },
  {
    name: "somebody is deleted and brought back",
    start: { contacts: [bea] },
    acts: [
      says("Delete Bea", [
        { together: [["search_query", { query: "Bea" }], tools("delete contact")] },
        ["contacts_delete", { id: "{Bea Lovett}" }],
      ]),
      approves(),
      says("No, bring her back", [
        { together: [["contacts_list", { deleted: "true" }], tools("restore contact")] },
        ["contacts_restore", { id: "{Bea Lovett}" }],
      ]),
      approves(),
    ],
    changes: [],
  },
  {
    name: "a finished task is opened again and given to a day",
    start: { tasks: [{ title: "Order yarn", isDone: true }] },
    acts: [
      says("Open the task Order yarn again, and set it to 2 January 2027, 8:00 UTC", [
        { together: [["tasks_list", { status: "done" }], tools("reopen task"), tools("update task")] },
        {
          together: [
            ["tasks_reopen", { id: "{Order yarn}" }],
            ["tasks_update", { id: "{Order yarn}", dueAt: "2027-01-02T08:00:00Z" }],
          ],
        },
      ]),
      approves(),
    ],
    changes: [changed("tasks", "Order yarn", { done_at: null, due_at: "2027-01-02T08:00:00Z" })],
  },
];
