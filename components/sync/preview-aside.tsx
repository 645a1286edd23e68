"use client";

import type { ReactNode } from "react";

import { formatBytes } from "#lib/format/bytes.ts";
import { countOf, formatNumber } from "#lib/format/number.ts";
import { formatDuration } from "#lib/format/time.ts";
import type { Audience } from "#lib/schemas/common.ts";
import type { Preview } from "#lib/schemas/sync.ts";
import { SectionCard } from "#components/ui/section-card.tsx";

import { MailboxOwner } from "./mailbox-owner.tsx";
import { sourceWords } from "./source-words.ts";

const audiences: Record<Audience, string> = {
  private: "Only you",
  metadata: "Your workspace sees who and when; what was written, only you",
  workspace: "Your workspace",
};

/** What an approval binds, and what the import takes: rules, time, quota and price. */
export function PreviewAside({ preview, audience }: { preview: Preview; audience: Audience }) {
  const { source, content, result, byteSize } = preview;
  const { many } = sourceWords({ source, content });
  const estimate = result?.estimate ?? null;
  return (
    <SectionCard title="What you approve">
      <ul className="px-4 py-1">
        <Line label="Who sees it">{audiences[audience]}</Line>
        {source === "file" ? (
          <Line label="File">{formatBytes(byteSize)}, kept until you remove it</Line>
        ) : (
          <Line label="What comes later">
            What is new comes in by the same rules whenever you sync. Reverting this import or disconnecting
            the account ends that.
          </Line>
        )}
        {estimate && (
          <>
            <Line label="Expected time">about {formatDuration(estimate.expectedSeconds * 1000)}</Line>
            <Line label="Google’s quota">{countOf(estimate.quotaUnits, "unit")} of Gmail</Line>
            <Line label="Read for this">
              {estimate.sampled < estimate.of
                ? `the headers of ${formatNumber(estimate.sampled)} of ${countOf(estimate.of, "message")}`
                : `the headers of all ${formatNumber(estimate.of)} ${many}`}
            </Line>
          </>
        )}
        <Line label="Price">Nothing: no model reads it</Line>
      </ul>
      {source === "gmail" && result && (
        <div className="border-t border-border px-4 py-3">
          <MailboxOwner preview={preview} guess={result.mailboxGuess} />
        </div>
      )}
    </SectionCard>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <li className="grid gap-0.5 border-b border-border py-2 last:border-b-0">
      <span className="text-small text-text-muted">{label}</span>
      <span className="break-words">{children}</span>
    </li>
  );
}
