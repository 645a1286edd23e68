import { z } from "zod";

import { askForSync, googleAccess } from "#server/connections/index.ts";
import type { EffectCall, EffectDriver, EffectResponse } from "#server/effects/index.ts";
import { labelsClient } from "#server/google/index.ts";

export const LabelsRequest = z.object({
  connectionId: z.uuid(),
  /** Gmail's ids of the mails, as they were when it was asked for. */
  messageIds: z.array(z.string()).min(1),
  isArchive: z.boolean(),
  /** By name. */
  add: z.array(z.string()),
  remove: z.array(z.string()),
});
export type LabelsRequest = z.infer<typeof LabelsRequest>;

/** Ids of messages by id of the label that each gains, or loses: those only that did not stand so before. */
const Changes = z.record(z.string(), z.array(z.string()));
type Changes = z.infer<typeof Changes>;

const Doing = z.object({ added: z.string(), removed: z.string() });

function changesOf(noted: EffectResponse | null): { added: Changes; removed: Changes } | null {
  const doing = Doing.safeParse(noted).data;
  return doing
    ? { added: Changes.parse(JSON.parse(doing.added)), removed: Changes.parse(JSON.parse(doing.removed)) }
    : null;
}

type Mailbox = ReturnType<typeof labelsClient>;

async function clientOf({ ctx, request, signal }: EffectCall) {
  const parsed = LabelsRequest.parse(request);
  return { request: parsed, mailbox: labelsClient(await googleAccess(ctx, parsed.connectionId), signal) };
}

/** Labels of mails at Gmail. What changes is noted before, message by message, so that it goes back to what it was. */
export const labelsEffect: EffectDriver = {
  permission: "mail:write",
  async perform(call) {
    const { request, mailbox } = await clientOf(call);
    const doing = call.doing ?? (await plan(mailbox, request));
    if (call.doing === null) await call.note(doing);
    const changes = changesOf(doing);
    await apply(mailbox, { added: changes?.added ?? {}, removed: changes?.removed ?? {} });
    return doing;
  },
  async undo(call) {
    const changes = changesOf(call.response ?? call.doing);
    if (!changes) return;
    const { mailbox } = await clientOf(call);
    await apply(mailbox, { added: changes.removed, removed: changes.added });
  },
  async settled(ctx, request) {
    const { connectionId } = LabelsRequest.parse(request);
    await askForSync(ctx, connectionId);
  },
};

async function plan(mailbox: Mailbox, request: LabelsRequest): Promise<EffectResponse> {
  const known = await mailbox.labelIds();
  const add: string[] = [];
  for (const name of request.add) {
    add.push(known.get(name.toLowerCase()) ?? (await mailbox.ensureLabel(name)));
  }
  const remove = [
    ...(request.isArchive ? ["INBOX"] : []),
    ...request.remove.flatMap((name) => known.get(name.toLowerCase()) ?? []),
  ];
  const labels = [...(await mailbox.labelsOf(request.messageIds))];
  const those = (wanted: string[], has: boolean): Changes =>
    Object.fromEntries(
      wanted.map((label) => [label, labels.flatMap(([id, of]) => (of.includes(label) === has ? [id] : []))]),
    );
  return { added: JSON.stringify(those(add, false)), removed: JSON.stringify(those(remove, true)) };
}

async function apply(
  mailbox: Mailbox,
  { added, removed }: { added: Changes; removed: Changes },
): Promise<void> {
  for (const [label, ids] of Object.entries(added)) {
    if (ids.length > 0) await mailbox.change(ids, { add: [label] });
  }
  for (const [label, ids] of Object.entries(removed)) {
    if (ids.length > 0) await mailbox.change(ids, { remove: [label] });
  }
}
