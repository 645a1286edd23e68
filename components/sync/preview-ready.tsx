"use client";

import { GitPullRequestArrow } from "lucide-react";

import { countOf, formatNumber } from "#lib/format/number.ts";
import { formatDate } from "#lib/format/time.ts";
import type { Preview, PreviewEstimate, PreviewResult } from "#lib/schemas/previews.ts";
import { Badge } from "#components/ui/badge.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { ViewHeading } from "#components/ui/view-heading.tsx";

import { LeftOutTab } from "./left-out-tab.tsx";
import { MailboxOwner } from "./mailbox-owner.tsx";
import { PeopleTab } from "./people-tab.tsx";
import { useSelectionState } from "./selection-state.tsx";
import { MessagesTab } from "./messages-tab.tsx";
import { PreviewActions } from "./preview-actions.tsx";
import { PreviewItems } from "./preview-items.tsx";
import { sourceWords } from "./source-words.ts";
import { isSampled, isStoreEstimated, storeWords } from "./store-words.ts";
import { Sum } from "./sum.tsx";
import { Warnings } from "./warnings.tsx";

/** Reads like a pull request: what it would add, what it leaves out and why, and the decision below. */
export function PreviewReady() {
  const { preview, isCounting, error } = useSelectionState();
  const { counts, result, source, content } = preview;
  if (!counts || !result) return null;
  const { place, tab } = sourceWords({ source, content });
  const { estimate } = result;
  const isPart = isSampled(preview);
  const sign = isPart ? "≈" : "+";
  const isEstimate = isStoreEstimated(preview);
  return (
    <>
      <header className="relative grid gap-3 p-4 pb-5">
        <div>
          <Badge tone="accent">
            <GitPullRequestArrow aria-hidden="true" /> Preview
          </Badge>
        </div>
        <div>
          <ViewHeading>
            {storeWords(preview).title} <span className="font-normal text-text-muted">from</span>{" "}
            {preview.fileName}
          </ViewHeading>
          <p className="mt-1 max-w-prose text-reading text-text-muted">{sentence(preview, counts, result)}</p>
        </div>
        <Sum
          total={{ count: counts.total, label: place }}
          parts={[
            { count: counts.store, label: "to import", isEstimate },
            { count: counts.skip, label: "left out", isEstimate },
          ]}
        />
        {estimate && isPart && <Estimated estimate={estimate} isStoreEstimated={isEstimate} />}
        {source === "file" && <MailboxOwner preview={preview} guess={result.mailboxGuess} />}
        {/* In the margin: it comes and goes, and moves nothing. */}
        <p role="status" className="absolute bottom-0.5 left-4 text-small text-text-muted">
          {isCounting ? "Counting what is ticked…" : ""}
        </p>
        {!isCounting && error && <InlineError message={error.message} />}
        <Warnings warnings={result.warnings} />
      </header>
      <Tabs
        label="What the import would do"
        tabs={[
          {
            id: "people",
            label: "People",
            count: `${sign}${formatNumber(counts.people)}`,
            panel: (
              <PeopleTab
                preview={preview}
                empty={
                  content === "meetings"
                    ? "No contact would be made: you know everybody that you meet, or meet nobody."
                    : "No contact would be made: nobody wrote to you or was written to personally."
                }
              />
            ),
          },
          {
            id: "companies",
            label: "Companies",
            count: `${sign}${formatNumber(counts.companies)}`,
            panel: (
              <PreviewItems
                key="company"
                previewId={preview.id}
                kind="company"
                list="companies"
                empty="No company would be made: the addresses belong to none that is new."
              />
            ),
          },
          {
            id: "messages",
            label: tab,
            count: `${isEstimate ? "≈" : "+"}${formatNumber(counts.store)}`,
            panel: <MessagesTab result={result} content={content} />,
          },
          {
            id: "left-out",
            label: "Left out",
            count: `${isEstimate ? "≈" : "−"}${formatNumber(counts.skip)}`,
            panel: <LeftOutTab preview={preview} leftOutBy={result.leftOutBy} />,
          },
        ]}
      />
      <IfMay
        permission="sync:write"
        otherwise={
          <p className="border-t border-border p-4 text-text-muted">
            Your role lets you read here. A member decides whether this comes in.
          </p>
        }
      >
        <PreviewActions preview={preview} store={counts.store} isStoreEstimated={isEstimate} />
      </IfMay>
    </>
  );
}

interface EstimatedProps {
  estimate: PreviewEstimate;
  isStoreEstimated: boolean;
}

/** People and companies were counted in a part of the mail: the range says how far off that may be. */
function Estimated({ estimate, isStoreEstimated: isEstimate }: EstimatedProps) {
  const { sampled, of, peopleRange, companiesRange } = estimate;
  const range = ({ from, to }: { from: number; to: number }) =>
    `${formatNumber(from)} to ${formatNumber(to)}`;
  return (
    <p className="rounded-control bg-sunken px-3 py-2">
      {isEstimate
        ? "With what you leave out, the number of messages is an estimate too."
        : "The number of messages is exact."}{" "}
      People ({range(peopleRange)}) and companies ({range(companiesRange)}) are estimates from{" "}
      {formatNumber(sampled)} of {countOf(of, "message")}; how much somebody wrote is counted in those alone.
      Where more people come, the import pauses and asks you.
    </p>
  );
}

function sentence(preview: Preview, counts: NonNullable<Preview["counts"]>, result: PreviewResult): string {
  const { content } = preview;
  const { firstAt, lastAt, peopleKnown } = result;
  if (counts.total === 0)
    return "There is nothing in what you chose yet. Approve it all the same, and what comes later is brought in.";
  const range =
    firstAt && lastAt
      ? `${content === "meetings" ? "Meetings" : "Mail"} from ${formatDate(firstAt, "UTC")} to ${formatDate(lastAt, "UTC")}. `
      : "";
  const added = `It would add ${isSampled(preview) ? "about " : ""}${countOf(counts.people, "person", "people")} and ${countOf(counts.companies, "company", "companies")}`;
  const known =
    peopleKnown > 0 ? `; ${countOf(peopleKnown, "person", "people")} you know already stay as they are` : "";
  return `${range}${added}${known}.`;
}
