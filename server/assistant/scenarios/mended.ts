import { ada, added, approves, changed, type Scenario, says } from "./scenario.ts";

const nobody = "00000000-0000-4000-8000-000000000001";
const look = ["search_query", { query: "Ada" }] as const;

/** Wrong arguments, and tools that answer with an error: told in words by which the model mends its call. */
export const mended: readonly Scenario[] = [
  {
    name: "a missing field is filled in",
    acts: [
      says(
        "A task to call Ada",
        [
          ["tasks_create", {}],
          ["tasks_create", { title: "Call Ada" }],
        ],
        { failures: ["Title: "] },
      ),
      approves(),
    ],
    changes: [added("tasks", { title: "Call Ada" })],
  },
  {
    name: "a field that does not exist is left out",
    acts: [
      says(
        "Add Cara, her number is secret",
        [
          ["contacts_create", { displayName: "Cara", fax: "12" }],
          ["contacts_create", { displayName: "Cara" }],
        ],
        { failures: ["fax"] },
      ),
      approves(),
    ],
    changes: [added("contacts", { display_name: "Cara" })],
  },
  {
    name: "an address that is none is corrected",
    acts: [
      says(
        "Add Cara at cara@finch.example",
        [
          ["contacts_create", { displayName: "Cara", emails: ["cara at finch"] }],
          ["contacts_create", { displayName: "Cara", emails: ["cara@finch.example"] }],
        ],
        { failures: ["e-mail"] },
      ),
      approves(),
    ],
    changes: [
      added("contacts", { display_name: "Cara", primary_email: "cara@finch.example" }),
      added("contact_identities", { value: "cara@finch.example" }),
    ],
  },
  {
    name: "a date in words becomes an instant",
    acts: [
      says(
        "Call Ada on Friday",
        [
          ["tasks_create", { title: "Call Ada", dueAt: "Friday" }],
          ["tasks_create", { title: "Call Ada", dueAt: "2026-12-04T09:00:00Z" }],
        ],
        { failures: ["Due: "] },
      ),
      approves(),
    ],
    changes: [added("tasks", { title: "Call Ada", due_at: "2026-12-04T09:00:00Z" })],
  },
  {
    name: "an id that was made up is looked for",
    start: { contacts: [ada] },
    acts: [
      says(
        "Ada is a Countess",
        [
          { invents: ["contacts_update", { id: nobody, title: "Countess" }] },
          look,
          ["contacts_update", { id: "{Ada Byron}", title: "Countess" }],
        ],
        { failures: ["not found"] },
      ),
      approves(),
    ],
    changes: [changed("contacts", "Ada Byron", { title: "Countess" })],
  },
  {
    name: "a tool that is not offered is looked for and found",
    acts: [
      says(
        "A tag Weavers",
        [
          ["tags_create", { name: "Weavers" }],
          ["find_tools", { query: "create tag" }],
          ["tags_create", { name: "Weavers" }],
        ],
        { failures: ["find_tools"] },
      ),
      approves(),
    ],
    changes: [added("tags", { name: "Weavers" })],
  },
  {
    name: "a tool that does not exist is given up",
    acts: [
      says("Fax it to Ada", [["fax_send", { to: "Ada" }], "I cannot send a fax."], {
        failures: ["find_tools"],
        says: ["cannot"],
      }),
    ],
  },
  {
    name: "what Google was not allowed to do is refused before anybody approves it",
    start: { contacts: [ada] },
    acts: [
      says(
        "Draft a mail to Ada",
        [
          look,
          ["drafts_create", { contactId: "{Ada Byron}", subject: "Looms", body: "When?" }],
          "Google has to be connected first.",
        ],
        { failures: ["Settings, Google"] },
      ),
    ],
  },
  {
    name: "an address that somebody else has fails at approval, and is told",
    start: { contacts: [ada] },
    acts: [
      says("Add Augusta with Ada's address ada@loom.example", [
        ["contacts_create", { displayName: "Augusta", emails: ["ada@loom.example"] }],
      ]),
      approves({ result: "failed", script: ["Ada has that address."], expect: { given: ["failed"] } }),
    ],
    waits: ["contacts.create"],
  },
  {
    name: "two ends of a meeting contradict each other, and one is left out",
    start: { google: true },
    acts: [
      says(
        "A meeting on 10 December at 9, half an hour",
        [
          [
            "events_create",
            {
              title: "Looms",
              startAt: "2026-12-10T09:00:00Z",
              endAt: "2026-12-10T10:00:00Z",
              minutes: 30,
            },
          ],
          ["events_create", { title: "Looms", startAt: "2026-12-10T09:00:00Z", minutes: 30 }],
        ],
        { failures: ["minutes"] },
      ),
      approves(),
    ],
    changes: [
      added("effects", { operation: "events.create", request: { endAt: "2026-12-10T09:30:00.000Z" } }),
    ],
  },
  {
    name: "a note that would stand on two records is put on one",
    start: { contacts: [ada], companies: [{ name: "Loom Works" }] },
    acts: [
      says(
        "Note on Ada: likes tea",
        [
          { together: [look, ["companies_list", {}]] },
          ["notes_create", { contactId: "{Ada Byron}", companyId: "{Loom Works}", body: "Likes tea" }],
          ["notes_create", { contactId: "{Ada Byron}", body: "Likes tea" }],
        ],
        { failures: ["exactly one"] },
      ),
      approves(),
    ],
    changes: [added("notes", { body: "Likes tea" })],
  },
  {
    name: "too many rows asked for at once: fewer are asked for",
    start: { contacts: [ada] },
    acts: [
      says(
        "List all contacts",
        [["contacts_list", { limit: 5_000 }], ["contacts_list", { limit: 50 }], "There is Ada."],
        { failures: ["Limit: "], given: ["Ada Byron"] },
      ),
    ],
  },
  {
    name: "a loop without end stops after eight steps and says so",
    start: { contacts: [ada] },
    acts: [
      says(
        "Find Ada",
        Array.from({ length: 12 }, () => look),
        { asked: 8, says: ["stopped after 8 steps"] },
      ),
    ],
  },
  {
    name: "a model that says nothing is spoken for",
    acts: [says("Hm", [""], { says: ["no answer"] })],
  },
];
