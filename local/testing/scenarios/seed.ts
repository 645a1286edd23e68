import type { Mail, Start } from "#server/assistant/scenarios/scenario.ts";
import { createCompany } from "#server/companies/index.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { env, setEnv } from "#server/env.ts";
import { createNote } from "#server/notes/index.ts";
import { addTag, createTag } from "#server/tags/index.ts";
import { completeTask, createTask } from "#server/tasks/index.ts";

import { connectEverything } from "../google-mailbox.ts";
import { newMember, newOwner } from "../owners.ts";
import { newEvent } from "../seed-event.ts";
import { newMail, newMailbox, type SeedMail } from "../seed-mail.ts";

/** Who the scenario is about, with everything that it starts with. */
export async function seedScenario(start: Start): Promise<{ ctx: Context; owner: Context }> {
  const owner = await newOwner();
  setEnv({ ...env(), MODEL_BUDGET_USD_PER_DAY: (start.budgetMicros ?? 5_000_000) / 1_000_000 });
  const ids = new Map<string, string>();
  const idOf = (name: string): string => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`the scenario starts without "${name}"`);
    return id;
  };
  for (const { name, domain } of start.companies ?? []) {
    ids.set(name, (await createCompany(owner, { name, ...(domain ? { domain } : {}) })).id);
  }
  for (const name of start.tags ?? []) ids.set(name, (await createTag(owner, { name })).id);
  for (const { name, emails, title, company, tags = [] } of start.contacts ?? []) {
    const { id } = await createContact(owner, {
      displayName: name,
      ...(emails ? { emails: [...emails] } : {}),
      ...(title ? { title } : {}),
      ...(company ? { companyId: idOf(company) } : {}),
    });
    if (!ids.has(name)) ids.set(name, id);
    for (const tag of tags) await addTag(owner, { contactId: id, tagId: idOf(tag) });
  }
  for (const { title, contact, dueAt, isDone } of start.tasks ?? []) {
    const { id } = await createTask(owner, {
      title,
      ...(dueAt ? { dueAt } : {}),
      ...(contact ? { contactId: idOf(contact) } : {}),
    });
    if (isDone) await completeTask(owner, { id });
  }
  for (const { contact, body } of start.notes ?? [])
    await createNote(owner, { contactId: idOf(contact), body });
  const mails = mailsOf(start.mails ?? [], idOf);
  if (mails.length > 0) await newMailbox(owner, [me]);
  if (start.google) {
    const { connectionId } = await connectEverything(owner, mails);
    for (const event of start.events ?? []) await newEvent(owner, connectionId, event);
  } else {
    for (const mail of mails) await newMail(owner, mail);
  }
  if (start.elsewhere) await createContact(await newOwner(), { displayName: start.elsewhere });
  return { ctx: start.role ? await newMember(owner, start.role) : owner, owner };
}

const me = "me@home.example";

function mailsOf(mails: readonly Mail[], idOf: (name: string) => string): SeedMail[] {
  const threads = new Map<string, string>();
  return mails.map(
    ({ from, name, subject, body, daysAgo, direction = "inbound", thread, contact }): SeedMail => {
      const threadId = threads.get(thread ?? "") ?? newId();
      if (thread !== undefined) threads.set(thread, threadId);
      return {
        ...(direction === "inbound" ? { from, to: me } : { from: me, to: from }),
        ...(name ? { name } : {}),
        ...{ subject, body, direction, threadId },
        senderKind: direction === "inbound" ? "person" : "own",
        ...(daysAgo === undefined ? {} : { daysAgo }),
        ...(contact ? { contactId: idOf(contact) } : {}),
      };
    },
  );
}
