"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";

import type { SourceState } from "#lib/schemas/sync.ts";
import { restoreRule, revokeRule } from "#components/actions/sync.ts";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";

import { audienceWords, coveredWords } from "./control-words.ts";

interface StandingRuleProps {
  connectionId: string;
  source: SourceState;
}

/** What was approved for what comes later, in words; its owner takes it back here, and gives it again. */
export function StandingRule({
  connectionId,
  source: { source, calendar, rule, audience },
}: StandingRuleProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  if (!rule) return null;
  const input = { connectionId, source, ...(calendar ? { calendar: calendar.id } : {}) };
  const { what, rules } = coveredWords(source === "gmail" ? "All new mail" : "All new meetings", {
    ...{ controls: rule.controls, selection: rule.selection },
    content: source === "gmail" ? "mail" : "meetings",
  });
  const change = () =>
    start(async () => {
      if (rule.revoked) await act(() => restoreRule(input), "What is new comes in again");
      else {
        await act(
          () => revokeRule(input),
          "Nothing new comes in any more; what came in stays",
          () => restoreRule(input),
        );
      }
      router.refresh();
    });
  return (
    <div className="flex basis-full flex-wrap items-center gap-x-3 gap-y-1 text-text-muted">
      <p className="min-w-0 grow basis-56">
        {rule.revoked
          ? "Nothing new comes in: you stopped that. What came in stays."
          : `${what} by what you approved${rules.length > 0 ? `: ${rules.join("; ")}` : ""}. Seen by: ${audienceWords[audience].toLowerCase()}.`}
      </p>
      <IfMay permission="sync:write">
        <Button size="small" look="quiet" pending={isPending} onClick={change}>
          {rule.revoked ? "Bring in again" : "Stop what is new"}
        </Button>
      </IfMay>
    </div>
  );
}
