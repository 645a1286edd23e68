import { ada, added, approves, bea, changed, type Scenario, says, something } from "./scenario.ts";

/** What a question is about without saying so: the page that the person is on, and records that they mention. */
export const context: readonly Scenario[] = [
  {
    name: "this contact is the one on whose page it is said",
    real: true,
    start: { contacts: [ada, { ...bea, name: "Ada Lovett" }] },
    acts: [
      says(
        "Note on this contact: prefers tea",
        [
          ["contacts_get", { id: "{contact looked at}" }],
          {
            says: "I propose a note on [Ada Byron](/contacts/{contact looked at}).",
            together: [["notes_create", { contactId: "{Ada Byron}", body: "prefers tea" }]],
          },
        ],
        { says: ["[Ada Byron](/contacts/"], plain: true },
        { page: ["contact", "Ada Byron"] },
      ),
      approves(),
    ],
    changes: [added("notes", { contact_id: "{Ada Byron}", body: something })],
  },
  {
    name: "of two companies that sound alike the one that is mentioned is meant, and the page is not",
    real: true,
    start: {
      contacts: [ada, bea],
      companies: [{ name: "Loom Works" }, { name: "Loom Works Berlin" }],
    },
    acts: [
      says(
        "Ada Byron works at the company I mention: set her company",
        [
          ["search_query", { query: "Ada" }],
          ["contacts_update", { id: "{Ada Byron}", companyId: "{company mentioned}" }],
        ],
        { given: ["is looking at contact", "and mentions company"] },
        { page: ["contact", "Bea Lovett"], mentions: [["company", "Loom Works Berlin"]] },
      ),
      approves(),
    ],
    changes: [changed("contacts", "Ada Byron", { company_id: "{Loom Works Berlin}" })],
  },
  {
    name: "what is looked at is known to be linked, and what it is called is not told",
    start: { contacts: [ada, bea] },
    acts: [
      says(
        "Whom do I see?",
        ["You look at [this contact](/contacts/{contact looked at})."],
        { says: ["[this contact](/contacts/"], notGiven: ["Bea", "Lovett"] },
        { page: ["contact", "Bea Lovett"] },
      ),
    ],
  },
];
