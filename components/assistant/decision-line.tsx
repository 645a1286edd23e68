import { Check, CircleAlert, Undo2, X } from "lucide-react";

import type { Decision } from "#lib/schemas/chat.ts";
import { cn } from "#components/ui/cn.ts";

const outcomes = {
  done: { words: "You approved", icon: Check, tone: "text-positive" },
  rejected: { words: "You rejected", icon: X, tone: "" },
  failed: { words: "This failed", icon: CircleAlert, tone: "text-danger" },
  takenBack: { words: "You took back", icon: Undo2, tone: "" },
  reopened: { words: "You let wait again", icon: Undo2, tone: "" },
} as const;

/** What the assistant was told of a proposal of its own. */
export function DecisionLine({ decision }: { decision: Decision }) {
  const { words, icon: Icon, tone } = outcomes[decision.outcome];
  return (
    <p className="flex max-w-full min-w-0 items-center justify-end gap-1.5 text-small text-text-muted">
      <Icon aria-hidden="true" className={cn("size-3.5 shrink-0 stroke-[1.5]", tone)} />
      <span className="min-w-0 truncate">
        {words}: {decision.label.toLowerCase()}
      </span>
    </p>
  );
}
