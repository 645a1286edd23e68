import fc from "fast-check";
import { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import * as companies from "#server/companies/index.ts";
import * as contacts from "#server/contacts/index.ts";
import { type Context, operation } from "#server/core/index.ts";
import * as ignored from "#server/ignored/index.ts";
import * as notes from "#server/notes/index.ts";
import * as suggestions from "#server/suggestions/index.ts";
import * as tags from "#server/tags/index.ts";
import * as tasks from "#server/tasks/index.ts";

import { changeSetsOf } from "./ledger.ts";

type Kind = "contact" | "company" | "note" | "task" | "tag" | "ignored";

/** The ids that were made so far: commands pick among them by number. */
export type World = Record<Kind, string[]>;
export const newWorld = (): World => ({ contact: [], company: [], note: [], task: [], tag: [], ignored: [] });

/** What the mail of local/testing/some-mail.ts says of each of its senders. */
const hints = [
  { kind: "title", value: "Director" },
  { kind: "company", value: "Acme" },
  { kind: "phone", value: "+49301234567" },
] as const;

interface Edit {
  kind: Kind | "tagging" | "suggestion";
  verb: "create" | "update" | "delete" | "restore" | "toggle";
  pick: number;
  other: number;
  name: string;
  /** Few and shared, so that keys collide. */
  addresses: number[];
  linked: boolean;
}
export type Command =
  | { type: "edit"; edit: Edit }
  /** Several edits in one change set, as a proposal of many steps makes it. */
  | { type: "several"; edits: Edit[] }
  | { type: "revert"; pick: number; onConflict: "ask" | "keep" | "overwrite" };

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(
    ...(["contact", "contact", "contact", "contact", "company", "note", "task", "tag", "tagging"] as const),
    ...(["ignored", "suggestion"] as const),
  ),
  verb: fc.constantFrom("create", "create", "update", "update", "delete", "restore", "toggle"),
  pick: fc.nat(20),
  other: fc.nat(20),
  name: fc.constantFrom("Ada", "Bob", "Zoë ☃", 'it\'s "quoted" \\ {x}', "null"),
  addresses: fc.uniqueArray(fc.nat(4), { maxLength: 3 }),
  linked: fc.boolean(),
});

export const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant("edit"), edit }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("several"),
      edits: fc.array(edit, { minLength: 2, maxLength: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("revert"),
      pick: fc.nat(20),
      onConflict: fc.constantFrom("ask", "keep", "overwrite"),
    }),
  },
);

/** Runs the commands one after the other. What the product refuses with words is refused; anything else is thrown. */
export async function play(ctx: Context, world: World, list: readonly Command[]): Promise<void> {
  for (const command of list) await unlessRefused(() => run(ctx, world, command));
}

async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "internal" || error.code === "unavailable")
      throw error;
    // One person alone: whatever stands in the way of a revert is found and named before.
    if (error.message.includes("hidden from you")) throw error;
  }
}

async function run(ctx: Context, world: World, command: Command): Promise<unknown> {
  switch (command.type) {
    case "edit":
      return apply(ctx, world, command.edit);
    case "several":
      return several(world, command.edits)(ctx, {});
    case "revert": {
      // Not the first, which made the workspace.
      const sets = (await changeSetsOf(ctx)).slice(1);
      const set = sets.at(command.pick % Math.max(1, sets.length));
      return set && revertChangeSet(ctx, { id: set.id, onConflict: command.onConflict });
    }
  }
}

const several = (world: World, edits: readonly Edit[]) =>
  operation({
    name: "test.several",
    summary: "Several edits in one change set",
    input: z.object({}),
    output: z.object({}),
    permission: "contacts:write",
    effect: "write",
    doors: ["action"],
    async run({ ctx, tx }) {
      for (const step of edits) {
        await unlessRefused(() =>
          tx.transaction((inner) => apply({ ...ctx, open: { ...ctx.open, tx: inner } }, world, step)),
        );
      }
      return {};
    },
  });

async function apply(ctx: Context, world: World, step: Edit): Promise<unknown> {
  const pickOf = (kind: Kind, pick: number): string | undefined =>
    world[kind][pick % Math.max(1, world[kind].length)];
  const { kind, verb, name, linked, pick, other } = step;
  const contactId = pickOf("contact", other);
  if (kind === "tagging") {
    const tagId = pickOf("tag", pick);
    if (!contactId || !tagId) return;
    return verb === "delete"
      ? tags.removeTag(ctx, { contactId, tagId })
      : tags.addTag(ctx, { contactId, tagId });
  }
  if (kind === "suggestion") {
    const hint = hints[pick % hints.length];
    if (!contactId || !hint) return;
    if (verb === "delete") return suggestions.dismissSuggestion(ctx, { contactId, ...hint });
    if (verb === "restore") return suggestions.restoreSuggestion(ctx, { contactId, ...hint });
    return suggestions.acceptSuggestion(ctx, { contactId, ...hint });
  }
  const companyId = linked ? pickOf("company", other) : undefined;
  const emails = step.addresses.map((number) => `person${number}@people.example`);
  const values = {
    contact: { displayName: name, emails, title: linked ? name : null, ...(companyId ? { companyId } : {}) },
    company: { name, domain: linked ? `company${other % 3}.com` : null },
    note: { body: name },
    task: { title: name, ...(linked && contactId ? { contactId } : {}) },
    tag: { name: `${name} ${other % 3}` },
    ignored: { value: linked ? `company${other % 3}.com` : `person${other % 5}@people.example` },
  };
  if (verb === "create") {
    const { id } = await create();
    world[kind].push(id);
    return;
  }
  const id = pickOf(kind, pick);
  if (!id) return;
  switch (kind) {
    case "contact":
      if (verb === "update") return contacts.updateContact(ctx, { id, ...values.contact });
      return verb === "delete" ? contacts.deleteContact(ctx, { id }) : contacts.restoreContact(ctx, { id });
    case "company":
      if (verb === "update") return companies.updateCompany(ctx, { id, ...values.company });
      return verb === "delete" ? companies.deleteCompany(ctx, { id }) : companies.restoreCompany(ctx, { id });
    case "note":
      if (verb === "update") return notes.updateNote(ctx, { id, ...values.note });
      return verb === "delete" ? notes.deleteNote(ctx, { id }) : notes.restoreNote(ctx, { id });
    case "task":
      if (verb === "update") return tasks.updateTask(ctx, { id, ...values.task });
      if (verb === "toggle") return linked ? tasks.completeTask(ctx, { id }) : tasks.reopenTask(ctx, { id });
      return verb === "delete" ? tasks.deleteTask(ctx, { id }) : tasks.restoreTask(ctx, { id });
    case "ignored":
      return ignored.removeIgnored(ctx, { id });
    case "tag":
      return verb === "delete" ? tags.deleteTag(ctx, { id }) : tags.updateTag(ctx, { id, ...values.tag });
  }

  async function create(): Promise<{ id: string }> {
    switch (kind) {
      case "contact":
        return contacts.createContact(ctx, values.contact);
      case "company":
        return companies.createCompany(ctx, values.company);
      case "note":
        return notes.createNote(ctx, { ...values.note, ...(companyId ? { companyId } : { contactId }) });
      case "task":
        return tasks.createTask(ctx, values.task);
      case "tag":
        return tags.createTag(ctx, values.tag);
      case "ignored":
        return ignored.addIgnored(ctx, values.ignored);
      default:
        throw new Error(`a ${kind} has no id`);
    }
  }
}
