import { Bot, FileInput, Hourglass, Plug, User } from "lucide-react";

import { Chip } from "#components/ui/chip.tsx";

import { SignatureQuote } from "./signature-quote.tsx";
import { clientName } from "./operation-words.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What led to a change, as one chip that leads there: the conversation before the import before the job. */
export function Why({ reason }: { reason: Readonly<Record<string, string>> }) {
  const { threadId, batchId, jobId, client, proposalId, signatureOf, fact, model, contactId } = reason;
  if (signatureOf)
    return <SignatureQuote interactionId={signatureOf} {...(fact && { fact })} {...(model && { model })} />;
  if (threadId) {
    return (
      <Chip
        icon={<Bot aria-hidden="true" />}
        {...(uuid.test(threadId) ? { href: `/assistant/${threadId}` } : {})}
      >
        Conversation
      </Chip>
    );
  }
  if (client) return <Chip icon={<Plug aria-hidden="true" />}>{clientName(client)}</Chip>;
  if (batchId) {
    return (
      <Chip icon={<FileInput aria-hidden="true" />} href={`/sync?import=${batchId}`}>
        Import
      </Chip>
    );
  }
  if (jobId) {
    return (
      <Chip icon={<Hourglass aria-hidden="true" />} href={`/jobs?job=${jobId}`}>
        Job
      </Chip>
    );
  }
  if (contactId)
    return (
      <Chip icon={<User aria-hidden="true" />} href={`/contacts/${contactId}`}>
        Contact
      </Chip>
    );
  return proposalId ? <Chip href="/approvals">Approval</Chip> : null;
}
