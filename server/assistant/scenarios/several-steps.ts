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
    name: "a contact and a task for it stand on one card: the task names what the contact will be",
    approvalsAtMost: 1,
    acts: [
      says("Add Cara Finch, and a task to call her", [
        {
          together: [
            ["contacts_create", { displayName: "Cara Finch" }],
            ["tasks_create", { title: "Call Cara", contactId: "$step0.id" }],
          ],
        },
      ]),
      approves({ script: ["Both are there."], expect: { given: ["done", "(made by write 0)"] } }),
    ],
    changes: [
      added("contacts", { display_name: "Cara Finch" }),
      added("tasks", { title: "Call Cara", contact_id: "{Cara Finch}" }),
    ],
  },
  {
    name: "what an earlier step of the loop proposed is named in a later one by the word it was told",
    approvalsAtMost: 1,
    acts: [
      says(
        "Add Cara Finch, and if nothing is due, a task to call her",
        [
          {
            together: [
              ["contacts_create", { displayName: "Cara Finch" }],
              ["tasks_list", {}],
            ],
          },
          ["tasks_create", { title: "Call Cara", contactId: "$step0.id" }],
        ],
        { given: ["$step0.id"] },
      ),
      approves(),
    ],
    changes: [
      added("contacts", { display_name: "Cara Finch" }),
      added("tasks", { title: "Call Cara", contact_id: "{Cara Finch}" }),
    ],
  },
  {
    name: "what was refused is named by nothing: the task is refused with it, and both come mended",
    acts: [
      says(
        "Add Cara Finch with her address, and a task to call her",
        [
          {
            together: [
              ["contacts_create", { displayName: "Cara Finch", emails: ["nonsense"] }],
              ["contacts_create", { displayName: "Dora Finch" }],
              ["tasks_create", { title: "Call Cara", contactId: "$step0.id" }],
            ],
          },
          {
            together: [
              ["contacts_create", { displayName: "Cara Finch" }],
              ["tasks_create", { title: "Call Cara", contactId: "$step2.id" }],
            ],
          },
        ],
        { failures: ["Not an e-mail address", "$step0"] },
      ),
      approves(),
    ],
    changes: [
      added("contacts", { display_name: "Cara Finch" }),
      added("contacts", { display_name: "Dora Finch" }),
      added("tasks", { title: "Call Cara", contact_id: "{Cara Finch}" }),
    ],
  },
  {
    name: "a name of an earlier answer's write is not told again, and never comes to mean a record of the next one",
    acts: [
      says("Add Cara Finch, and a task to call her", [
        {
          together: [
            ["contacts_create", { displayName: "Cara Finch" }],
            ["tasks_create", { title: "Call Cara", contactId: "$step0.id" }],
          ],
        },
      ]),
      approves({ script: ["Both are there."] }),
      says(
        "Also a task to write to Cara, and add Dora Finch",
        [
          {
            together: [
              ["tasks_create", { title: "Write to Cara", contactId: "$step0.id" }],
              ["contacts_create", { displayName: "Dora Finch" }],
              ["notes_create", { body: "Met at the fair", contactId: "$step5.id" }],
            ],
          },
          ["search_query", { query: "Cara" }],
          ["tasks_create", { title: "Write to Cara", contactId: "{Cara Finch}" }],
        ],
        { failures: ["$step0", "$step5"] },
      ),
      approves(),
    ],
    changes: [
      added("contacts", { display_name: "Cara Finch" }),
      added("contacts", { display_name: "Dora Finch" }),
      added("tasks", { title: "Call Cara", contact_id: "{Cara Finch}" }),
      added("tasks", { title: "Write to Cara", contact_id: "{Cara Finch}" }),
    ],
  },
  {
    name: "the report tells which write a record came from by no word that could name another one later",
    acts: [
      says(
        "Add Cara Finch with her address, and a task to call her",
        [
          {
            together: [
              ["contacts_create", { displayName: "Cara Finch", emails: ["nonsense"] }],
              ["contacts_create", { displayName: "Cara Finch" }],
              ["tasks_create", { title: "Call Cara", contactId: "$step1.id" }],
            ],
          },
          "Without the address, which is none.",
        ],
        { failures: ["Not an e-mail address"] },
      ),
      approves({
        script: ["Both are there."],
        expect: { given: ["(made by write 1)", "name nothing any more"], notGiven: ["$step1"] },
      }),
    ],
    changes: [
      added("contacts", { display_name: "Cara Finch" }),
      added("tasks", { title: "Call Cara", contact_id: "{Cara Finch}" }),
    ],
  },
  {
    name: "a task for somebody who will be a task is refused before anybody sees it",
    acts: [
      says(
        "Two tasks",
        [
          {
            together: [
              ["tasks_create", { title: "Send samples" }],
              ["tasks_create", { title: "Order yarn", contactId: "$step0.id" }],
              ["tasks_create", { title: "Oil the loom", contactId: "$step7.id" }],
            ],
          },
          "Only the first waits for you.",
        ],
        { failures: ["It takes a contact", "no earlier write"] },
      ),
    ],
    waits: ["tasks.create"],
  },
  {
    name: "three things at once are one card, approved once",
    real: true,
    start: { contacts: [ada] },
    acts: [
      says('Note on Ada: "Met at the fair". Also make two tasks: "Send samples" and "Order yarn"', [
        ["search_query", { query: "Ada" }],
        {
          together: [
            ["notes_create", { contactId: "{Ada Byron}", body: "Met at the fair" }],
            ["tasks_create", { title: "Send samples" }],
            ["tasks_create", { title: "Order yarn" }],
          ],
        },
      ]),
      approves(),
    ],
    approvalsAtMost: 1,
    changes: [
      added("notes", { body: "Met at the fair" }),
      added("tasks", { title: "Send samples" }),
      added("tasks", { title: "Order yarn" }),
    ],
  },
  {
    name: "of three things one is edited, one left out, and later one taken back by itself",
    acts: [
      says("Three tasks: Send samples, Order yarn, Oil the loom", [
        {
          together: [
            ["tasks_create", { title: "Send samples" }],
            ["tasks_create", { title: "Order yarn" }],
            ["tasks_create", { title: "Oil the loom" }],
          ],
        },
      ]),
      approves({
        ticks: ["Order yarn", "Oil the loom"],
        edits: { title: "Order red yarn" },
        editing: "Order yarn",
        script: ["Two of three."],
        expect: { given: ["editedByThePerson", "Order red yarn", "leftOut"] },
      }),
      { does: "undoes", step: "Oil the loom" },
      { does: "undoes", step: "Oil the loom", refusal: "conflict" },
    ],
    changes: [added("tasks", { title: "Order red yarn" })],
  },
  {
    name: "one step is taken back, and then the rest",
    start: { contacts: [ada] },
    acts: [
      says("Ada is Countess, and two tasks", [
        ["search_query", { query: "Ada" }],
        {
          together: [
            ["contacts_update", { id: "{Ada Byron}", title: "Countess" }],
            ["tasks_create", { title: "Send samples" }],
            ["tasks_create", { title: "Order yarn" }],
          ],
        },
      ]),
      approves(),
      { does: "undoes", step: "Countess" },
      { does: "undoes" },
      { does: "undoes", step: "Order yarn", refusal: "conflict" },
    ],
    changes: [],
  },
  {
    name: "what another step rests on is not taken back by itself, but with it",
    acts: [
      says("Add Cara Finch, and a task to call her", [
        {
          together: [
            ["contacts_create", { displayName: "Cara Finch" }],
            ["tasks_create", { title: "Call Cara", contactId: "$step0.id" }],
          ],
        },
      ]),
      approves(),
      { does: "undoes", step: "Cara Finch", refusal: "conflict" },
      { does: "undoes", step: "Call Cara" },
      { does: "undoes", step: "Cara Finch" },
    ],
    changes: [],
  },
  {
    name: "of two things one is approved and one left out",
    acts: [
      says("Two tasks: Send samples, Order yarn", [
        {
          together: [
            ["tasks_create", { title: "Send samples" }],
            ["tasks_create", { title: "Order yarn" }],
          ],
        },
      ]),
      approves({
        ticks: ["Send samples"],
        script: ["Samples yes, yarn no."],
        expect: { given: ["leftOut"] },
      }),
    ],
    changes: [added("tasks", { title: "Send samples" })],
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
