import type { About, AboutKind, AboutRef } from "#lib/schemas/chat.ts";
import { getEvent } from "#server/calendar/index.ts";
import { getCompany } from "#server/companies/index.ts";
import { getContact } from "#server/contacts/index.ts";
import type { OperationContext } from "#server/core/index.ts";
import { getThread } from "#server/interactions/index.ts";
import { getTask } from "#server/tasks/index.ts";

const labelMax = 120;

interface Named {
  id: string;
  name: string | null;
}

// By the operations that show them: what somebody may not see there is not found here either.
const readers: Record<AboutKind, (ctx: OperationContext, id: string) => Promise<Named>> = {
  contact: async (ctx, id) => {
    const contact = await getContact(ctx, { id });
    return { id: contact.id, name: contact.displayName };
  },
  company: (ctx, id) => getCompany(ctx, { id }),
  thread: async (ctx, id) => {
    const thread = await getThread(ctx, { id, limit: 1 });
    return { id: thread.id, name: thread.subject };
  },
  event: async (ctx, id) => {
    const event = await getEvent(ctx, { id });
    return { id: event.id, name: event.title };
  },
  task: async (ctx, id) => {
    const task = await getTask(ctx, { id });
    return { id: task.id, name: task.title };
  },
};

const unnamed: Record<AboutKind, string> = {
  contact: "Contact",
  company: "Company",
  thread: "Conversation",
  event: "Event",
  task: "Task",
};

/** What a message is about, each record once, with what its sender sees it called. Throws not_found. */
export async function readAbout(ctx: OperationContext, refs: readonly AboutRef[]): Promise<About[]> {
  const items = new Map<string, About>();
  for (const { kind, id: asked, via } of refs) {
    const { id, name } = await readers[kind](ctx, asked);
    const label = (name ?? "").replaceAll(/[\s\p{C}]+/gu, " ").trim();
    if (items.has(`${kind} ${id}`)) continue;
    items.set(`${kind} ${id}`, { kind, id, via, label: label.slice(0, labelMax) || unnamed[kind] });
  }
  return [...items.values()];
}
