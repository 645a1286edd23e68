import type { Preview, PreviewResult } from "#lib/schemas/previews.ts";

import { Counts } from "./counts.tsx";
import { PreviewItems } from "./preview-items.tsx";
import { byCount, leftOutWords, skipWords } from "./reasons.ts";
import { sourceWords } from "./source-words.ts";
import { isStoreEstimated } from "./store-words.ts";

interface LeftOutTabProps {
  preview: Preview;
  leftOutBy: PreviewResult["leftOutBy"];
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((all, one) => all + one, 0);

/** What is not imported, and which addresses make no contact although their messages are. */
export function LeftOutTab({ preview, leftOutBy }: LeftOutTabProps) {
  const addresses = sum(leftOutBy);
  const isEstimate = isStoreEstimated(preview);
  return (
    <div>
      <div className="grid gap-x-10 gap-y-6 p-4 lg:grid-cols-2">
        <section>
          <h3 className="mb-2 font-semibold">{sourceWords(preview).tab} that are not imported</h3>
          <Counts
            rows={byCount(preview.skipBy).map(([code, count]) => ({
              label: skipWords(code),
              count,
              // What is here already was asked of each message.
              isEstimate: isEstimate && code !== "already_stored",
            }))}
            total={{ label: "In all", count: preview.counts?.skip ?? 0, isEstimate }}
          />
        </section>
        <section>
          <h3 className="mb-2 font-semibold">Addresses that make no contact</h3>
          <Counts
            rows={byCount(leftOutBy).map(([code, count]) => ({ label: leftOutWords(code), count }))}
            total={{ label: "In all", count: addresses }}
          />
        </section>
      </div>
      {addresses > 0 && (
        <section
          aria-label="Addresses that make no contact, each with why"
          className="border-t border-border"
        >
          <PreviewItems
            previewId={preview.id}
            kind="left_out"
            list="senders"
            empty="Every address makes a contact."
          />
        </section>
      )}
    </div>
  );
}
