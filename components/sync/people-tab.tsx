import type { Preview } from "#lib/schemas/previews.ts";

import { PreviewItems } from "./preview-items.tsx";
import { FoldedTicks, Ticks } from "./ticks.tsx";

/** Who becomes a contact, by domain and one by one; below them whom you know already. */
export function PeopleTab({ preview, empty }: { preview: Preview; empty: string }) {
  const domains = preview.result?.byDomain ?? [];
  const known = preview.result?.peopleKnown ?? 0;
  return (
    <>
      {domains.length > 1 && (
        <FoldedTicks title="By domain">
          <Ticks
            list="domains"
            verb="Make contacts at"
            rows={domains.map(({ domain, count }) => ({ key: domain, label: domain, count }))}
          />
        </FoldedTicks>
      )}
      <PreviewItems key="person" previewId={preview.id} kind="person" list="people" empty={empty} />
      {known > 0 && (
        <section aria-label="People you know already" className="border-t border-border">
          <h3 className="px-4 pt-3 pb-1 font-semibold">People you know already</h3>
          <PreviewItems key="known" previewId={preview.id} kind="known" empty="Nobody." />
        </section>
      )}
    </>
  );
}
