"use client";

import type { ReactNode } from "react";

import { formatBytes } from "#lib/format/bytes.ts";
import { formatMicros } from "#lib/format/money.ts";
import { countOf, formatNumber } from "#lib/format/number.ts";
import { formatDuration } from "#lib/format/time.ts";
import type { Preview } from "#lib/schemas/previews.ts";
import type { AccountCalendar } from "#lib/schemas/sync.ts";
import { IfMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";

import { audienceWords, coveredWords } from "./control-words.ts";
import { MailboxOwner } from "./mailbox-owner.tsx";
import { PreviewControls } from "./preview-controls.tsx";
import { sourceWords } from "./source-words.ts";

/** What an approval binds, and what the import takes: rules, time, quota and price. */
export function PreviewAside({ preview }: { preview: Preview }) {
  const { source, content, result, byteSize, controls, selection, cost } = preview;
  const { what, rules } = coveredWords(content === "meetings" ? "All meetings" : "All mail", {
    ...{ controls, selection, content },
    ...{ labels: result?.labels, calendars: result?.calendars },
  });
  const { many } = sourceWords({ source, content });
  const estimate = result?.estimate ?? null;
  return (
    <>
      <SectionCard title="What you approve">
        <ul className="px-4 py-1">
          <Line label="Who sees it">{audienceWords[controls.audience ?? "private"]}</Line>
          <Line label="What comes in">{rules.length === 0 ? what : `${what}: ${rules.join("; ")}`}</Line>
          {source === "file" ? (
            <Line label="File">{formatBytes(byteSize)}, kept until you remove it</Line>
          ) : (
            <Line label="What comes later">
              What is new comes in by the same rules, until you revoke that on the account’s card, revert this
              import or disconnect the account.
            </Line>
          )}
          {controls.stopCalendars.length > 0 && (
            <Line label="What stops">
              {nameAll(controls.stopCalendars, result?.calendars)}: nothing new comes in from it any more.
              What came in stays, and it can go on later.
            </Line>
          )}
          {cost && <Line label="Expected time">about {formatDuration(cost.expectedSeconds * 1000)}</Line>}
          {estimate && (
            <>
              <Line label="Google’s quota">{countOf(estimate.quotaUnits, "unit")} of Gmail</Line>
              <Line label="Read for this">
                {estimate.sampled < estimate.of
                  ? `the headers of ${formatNumber(estimate.sampled)} of ${countOf(estimate.of, "message")}`
                  : `the headers of all ${formatNumber(estimate.of)} ${many}`}
              </Line>
            </>
          )}
          {cost && (
            <Line label="Model and price">
              {cost.modelTokens === 0
                ? "no model is asked, nothing to pay"
                : `about ${countOf(cost.modelTokens, "token")}, ${cost.modelMicros === null ? "unpriced" : formatMicros(cost.modelMicros)}`}
            </Line>
          )}
        </ul>
        {source === "gmail" && result && (
          <div className="border-t border-border px-4 py-3">
            <MailboxOwner preview={preview} guess={result.mailboxGuess} />
          </div>
        )}
      </SectionCard>
      <IfMay permission="sync:write">
        <SectionCard title="What it covers">
          <PreviewControls key={preview.id} preview={preview} />
        </SectionCard>
      </IfMay>
    </>
  );
}

const nameAll = (ids: readonly string[], calendars: readonly AccountCalendar[] = []): string =>
  ids.map((id) => calendars.find((calendar) => calendar.id === id)?.name ?? id).join(" and ");

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-0.5 border-b border-border py-2 last:border-b-0">
      <span className="text-small text-text-muted">{label}</span>
      <span className="break-words">{children}</span>
    </li>
  );
}
