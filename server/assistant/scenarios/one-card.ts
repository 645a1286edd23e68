import { ada, added, approves, type Scenario, says } from "./scenario.ts";

/** Writes of one answer, which stand on one card: they name what another of them makes, and are decided and undone one by one. */
export const oneCard: readonly Scenario[] = [
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
];
