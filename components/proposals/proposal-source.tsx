import { Bot, Plug, Zap } from "lucide-react";

import type { Proposal } from "#lib/schemas/proposals.ts";
import { clientName } from "#components/activity/operation-words.ts";
import { Chip } from "#components/ui/chip.tsx";

interface ProposalSourceProps {
  source: Proposal["source"];
  /** Shown in the conversation that it came from. */
  inThread: boolean;
}

const threadId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who asks, with the way to where it was asked for. */
export function ProposalSource({ source, inThread }: ProposalSourceProps) {
  switch (source.kind) {
    case "assistant": {
      if (inThread) return null;
      const href = threadId.test(source.threadId) ? `/assistant/${source.threadId}` : undefined;
      return (
        <Chip icon={<Bot aria-hidden="true" />} {...(href ? { href } : {})}>
          Your conversation with the assistant
        </Chip>
      );
    }
    case "mcp":
      return <Chip icon={<Plug aria-hidden="true" />}>{clientName(source.client)}</Chip>;
    case "automation":
      return <Chip icon={<Zap aria-hidden="true" />}>An automation of yours</Chip>;
  }
}
