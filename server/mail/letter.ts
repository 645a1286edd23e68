import { sql } from "drizzle-orm";
import type { z } from "zod";

import { AppError, notFound } from "#lib/errors.ts";
import type { SendMailInput } from "#lib/schemas/mail.ts";
import { accountWith } from "#server/connections/index.ts";
import { mailAddressesOf } from "#server/contacts/index.ts";
import type { OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { mailIn } from "#server/drafts/index.ts";

import type { SendRequest } from "./send-effect.ts";

export interface Wanted {
  ctx: OperationContext;
  tx: Tx;
  input: z.output<typeof SendMailInput>;
}

/** Throws what would refuse the mail, as things are. */
export async function requestOf(wanted: Wanted): Promise<SendRequest> {
  const { ctx, tx, input } = wanted;
  const account = await accountWith(tx, ctx, { connectionId: input.connectionId, grant: "gmail_send" });
  if (!account.scopes.includes("gmail")) {
    throw new AppError(
      "forbidden",
      `To send, OmniCRM has to look in ${account.account} whether a mail went out. Allow mail in Settings, Google, then ask again.`,
    );
  }
  const { to, cc, subject } = await letterOf(wanted);
  const answers = input.inReplyToInteractionId;
  return {
    connectionId: account.id,
    from: account.account,
    to,
    cc: cc ?? [],
    subject,
    body: input.body,
    answers: answers ? await mailIn(tx, account, answers) : null,
  };
}

type Letter = Omit<Wanted["input"], "contactId"> & { to: string[]; subject: string };

/** The input with every recipient and the subject spelled out: what a person approves is what is sent. */
export async function letterOf({ tx, input }: Wanted): Promise<Letter> {
  const { contactId, to = [], inReplyToInteractionId, ...rest } = input;
  const answered = inReplyToInteractionId ? await readAnswered(tx, inReplyToInteractionId) : null;
  const named = [...(contactId ? await mailAddressesOf(tx, [contactId]) : []), ...to];
  const recipients = [...new Set(named.length > 0 ? named : (answered?.recipients ?? []))];
  if (recipients.length === 0) {
    throw new AppError(
      "invalid_input",
      "Nobody who wrote that mail can be answered. Say who the mail is for.",
      {
        fields: { to: "Say who the mail is for." },
      },
    );
  }
  return {
    ...rest,
    to: recipients,
    subject: input.subject ?? answerTo(answered?.subject ?? null),
    ...(inReplyToInteractionId ? { inReplyToInteractionId } : {}),
  };
}

const answerTo = (subject: string | null): string =>
  /^re:/i.test(subject ?? "") ? (subject ?? "").slice(0, 300) : `Re: ${subject ?? ""}`.trim().slice(0, 300);

interface Answered extends Record<string, unknown> {
  subject: string | null;
  recipients: string[];
}

/** Who an answer goes to: who wrote it, where they want it; of a mail of one's own, who it went to. */
async function readAnswered(tx: Tx, interactionId: string): Promise<Answered> {
  const [row] = await tx.execute<Answered>(sql`
    select coalesce(c.subject, s.subject) as subject,
      coalesce((select array_agg(p.address order by p.id) from crm.interaction_participants p
        where p.workspace_id = i.workspace_id and p.interaction_id = i.id and p.role = case
          when i.direction = 'outbound' then 'to'
          when exists (select 1 from crm.interaction_participants r where r.workspace_id = i.workspace_id
            and r.interaction_id = i.id and r.role = 'reply_to') then 'reply_to'
          else 'from' end), '{}') as recipients
    from crm.interactions i
      left join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
      left join crm.interaction_subjects s on s.workspace_id = i.workspace_id and s.interaction_id = i.id
    where i.id = ${interactionId} and i.kind = 'email'`);
  if (!row) throw notFound("mail");
  return row;
}
