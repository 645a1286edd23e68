import { ada, added, approves, bea, changed, type Scenario, says, something } from "./scenario.ts";

const look = ["search_query", { query: "Ada" }] as const;
const tools = (query: string) => ["find_tools", { query }] as const;

/** One thing that is asked for, shown, approved, and done. */
export const singleActions: readonly Scenario[] = [
  {
    name: "a contact is made",
    real: true,
    acts: [
      says(
        "Add Cara Finch, cara@finch.example, as a contact",
        [["contacts_create", { displayName: "Cara Finch", emails: ["cara@finch.example"] }]],
        { plain: true },
      ),
      approves(),
    ],
    changes: [
      added("contacts", {
        display_name: "Cara Finch",
        primary_email: "cara@finch.example",
        origin: "person",
      }),
      added("contact_identities", { contact_id: "{Cara Finch}", kind: "email", value: "cara@finch.example" }),
    ],
  },
  {
    name: "a job title is changed",
    real: true,
    start: { contacts: [ada, bea] },
    acts: [
      says("Ada Byron is Head of Looms now: change her title to that", [
        look,
        ["contacts_update", { id: "{Ada Byron}", title: "Head of Looms" }],
      ]),
      approves(),
    ],
    changes: [changed("contacts", "Ada Byron", { title: "Head of Looms" })],
  },
  {
    name: "a phone number is added",
    real: true,
    start: { contacts: [ada] },
    acts: [
      says("Ada's phone number is +49 30 1234567, add it", [
        look,
        ["contacts_update", { id: "{Ada Byron}", phones: ["+49 30 1234567"] }],
      ]),
      approves(),
    ],
    changes: [
      added("contact_identities", { contact_id: "{Ada Byron}", kind: "phone", value: "+49301234567" }),
    ],
  },
  {
    name: "a contact goes to the bin",
    real: true,
    start: { contacts: [ada, bea] },
    acts: [
      says("Delete the contact Ada Byron", [
        { together: [look, tools("delete contact")] },
        ["contacts_delete", { id: "{Ada Byron}" }],
      ]),
      approves(),
    ],
    changes: [
      changed("contacts", "Ada Byron", { deleted_at: something }),
      changed("contact_identities", "ada@loom.example", { deleted_at: something }),
    ],
  },
  {
    name: "a company is made",
    real: true,
    acts: [
      says("Make a company Loom Works with the domain loom.example", [
        tools("create company"),
        ["companies_create", { name: "Loom Works", domain: "https://www.loom.example/" }],
      ]),
      approves(),
    ],
    changes: [added("companies", { name: "Loom Works", domain: "loom.example" })],
  },
  {
    name: "somebody is put into a company",
    real: true,
    start: { contacts: [ada], companies: [{ name: "Loom Works" }] },
    acts: [
      says("Ada Byron works at Loom Works: set her company", [
        { together: [look, ["companies_list", {}]] },
        ["contacts_update", { id: "{Ada Byron}", companyId: "{Loom Works}" }],
      ]),
      approves(),
    ],
    changes: [changed("contacts", "Ada Byron", { company_id: "{Loom Works}" })],
  },
  {
    name: "a company gets another name",
    real: true,
    start: { companies: [{ name: "Loom Works", domain: "loom.example" }] },
    acts: [
      says("Rename the company Loom Works to Loom & Sons", [
        { together: [["companies_list", {}], tools("update company")] },
        ["companies_update", { id: "{Loom Works}", name: "Loom & Sons" }],
      ]),
      approves(),
    ],
    changes: [changed("companies", "Loom Works", { name: "Loom & Sons" })],
  },
  {
    name: "a task is made for a day",
    real: true,
    start: { contacts: [ada] },
    acts: [
      says("Make a task: Call Ada Byron, due on 4 December 2026 at 10:00 UTC, on her contact", [
        look,
        [
          "tasks_create",
          { title: "Call Ada Byron", dueAt: "2026-12-04T10:00:00Z", contactId: "{Ada Byron}" },
        ],
      ]),
      approves(),
    ],
    changes: [
      added("tasks", {
        title: "Call Ada Byron",
        due_at: "2026-12-04T10:00:00Z",
        contact_id: "{Ada Byron}",
        done_at: null,
      }),
    ],
  },
  {
    name: "a task is done",
    real: true,
    start: { tasks: [{ title: "Order yarn" }, { title: "Oil the loom" }] },
    acts: [
      says("I have ordered the yarn: tick off that task", [
        ["tasks_list", {}],
        ["tasks_complete", { id: "{Order yarn}" }],
      ]),
      approves(),
    ],
    changes: [changed("tasks", "Order yarn", { done_at: something })],
  },
  {
    name: "a task is moved to another day",
    real: true,
    start: { tasks: [{ title: "Order yarn", dueAt: "2026-12-01T09:00:00Z" }] },
    acts: [
      says("Move the task Order yarn to 8 December 2026, 09:00 UTC", [
        { together: [["tasks_list", {}], tools("update task")] },
        ["tasks_update", { id: "{Order yarn}", dueAt: "2026-12-08T09:00:00Z" }],
      ]),
      approves(),
    ],
    changes: [changed("tasks", "Order yarn", { due_at: "2026-12-08T09:00:00Z" })],
  },
  {
    name: "a note is written",
    real: true,
    start: { contacts: [ada] },
    acts: [
      says('Note on Ada Byron: "Prefers tea"', [
        look,
        ["notes_create", { contactId: "{Ada Byron}", body: "Prefers tea" }],
      ]),
      approves(),
    ],
    changes: [added("notes", { contact_id: "{Ada Byron}", company_id: null, body: "Prefers tea" })],
  },
  {
    name: "a note is written anew",
    start: { contacts: [ada], notes: [{ contact: "Ada Byron", body: "Prefers tea" }] },
    acts: [
      says("The note on Ada should say that she prefers coffee", [
        { together: [look, ["notes_list", {}], tools("update note")] },
        ["notes_update", { id: "{Prefers tea}", body: "Prefers coffee" }],
      ]),
      approves(),
    ],
    changes: [changed("notes", "Prefers tea", { body: "Prefers coffee" })],
  },
  {
    name: "a tag is made",
    real: true,
    acts: [
      says("Make a blue tag named Weavers", [
        tools("create tag"),
        ["tags_create", { name: "Weavers", color: "blue" }],
      ]),
      approves(),
    ],
    changes: [added("tags", { name: "Weavers", color: "blue" })],
  },
  {
    name: "a tag is taken off",
    real: true,
    start: { tags: ["Weavers", "VIP"], contacts: [{ ...ada, tags: ["Weavers", "VIP"] }] },
    acts: [
      says("Take the tag VIP off Ada Byron", [
        { together: [look, tools("remove tag from contact")] },
        ["contacts_get", { id: "{Ada Byron}" }],
        ["tags_remove", { contactId: "{Ada Byron}", tagId: "{VIP}" }],
      ]),
      approves(),
    ],
    changes: [{ gone: "contact_tags", values: { contact_id: "{Ada Byron}", tag_id: "{VIP}" } }],
  },
  {
    name: "an address is ignored",
    real: true,
    acts: [
      says("Never make contacts of noreply@shop.example: ignore that address", [
        tools("ignore address"),
        ["ignored_add", { value: "noreply@shop.example" }],
      ]),
      approves(),
    ],
    changes: [added("ignored_addresses", { value: "noreply@shop.example" })],
  },
  {
    name: "a mail is drafted, to exactly who was named",
    start: { google: true, contacts: [ada] },
    acts: [
      says("Draft a mail to Ada: subject Looms, and ask her when they come", [
        look,
        [
          "drafts_create",
          { contactId: "{Ada Byron}", subject: "Looms", body: "Dear Ada, when do they come?" },
        ],
      ]),
      approves(),
    ],
    changes: [
      added("effects", {
        operation: "drafts.create",
        status: "waiting",
        request: { to: ["ada@loom.example"], subject: "Looms", body: "Dear Ada, when do they come?" },
      }),
    ],
  },
  {
    name: "a meeting is put into the calendar",
    start: { google: true, contacts: [ada] },
    acts: [
      says("Meet Ada on 10 December 2026 at 9:00 UTC for 45 minutes about looms", [
        look,
        [
          "events_create",
          { title: "Looms", startAt: "2026-12-10T09:00:00Z", minutes: 45, contactIds: ["{Ada Byron}"] },
        ],
      ]),
      approves(),
    ],
    changes: [
      added("effects", {
        operation: "events.create",
        request: {
          title: "Looms",
          startAt: "2026-12-10T09:00:00.000Z",
          endAt: "2026-12-10T09:45:00.000Z",
          attendees: ["ada@loom.example"],
        },
      }),
    ],
  },
  {
    name: "somebody who is no contact is invited by exactly the address that was named",
    start: { google: true },
    acts: [
      says(
        "Meet zoe@quist.example on 11 December 2026 from 14:00 to 15:30 UTC in the mill",
        [
          [
            "events_create",
            {
              title: "Meeting",
              startAt: "2026-12-11T14:00:00Z",
              endAt: "2026-12-11T15:30:00Z",
              addresses: ["zoe@quist.example"],
              location: "in the mill",
            },
          ],
        ],
        { plain: true },
      ),
      approves(),
    ],
    changes: [
      added("effects", {
        operation: "events.create",
        status: "waiting",
        request: { attendees: ["zoe@quist.example"], location: "in the mill" },
      }),
    ],
  },
  {
    name: "the person's own time zone is changed",
    acts: [
      says("I live in Lisbon now: my time zone is Europe/Lisbon", [
        tools("update profile time zone"),
        ["profile_update", { timeZone: "Europe/Lisbon" }],
      ]),
      approves(),
    ],
    changes: [changed("profiles", something, { time_zone: "Europe/Lisbon" })],
  },
];
