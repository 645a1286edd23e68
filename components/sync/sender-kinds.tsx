import type { PreviewResult, SyncContent } from "#lib/schemas/sync.ts";
import { Counts } from "./counts.tsx";

const words: [kind: keyof PreviewResult["bySenderKind"], label: string][] = [
  ["person", "People"],
  ["own", "You"],
  ["list", "Mailing lists"],
  ["newsletter", "Newsletters"],
  ["automated", "Automatic mail"],
];

const wordsOfMeetings: typeof words = [
  ["own", "You"],
  ["person", "Others"],
];

interface SenderKindsProps {
  kinds: PreviewResult["bySenderKind"];
  total: number;
  content: SyncContent;
}

export function SenderKinds({ kinds, total, content }: SenderKindsProps) {
  return (
    <Counts
      rows={(content === "meetings" ? wordsOfMeetings : words).map(([kind, label]) => ({
        label,
        count: kinds[kind],
      }))}
      total={{ label: "In all", count: total }}
    />
  );
}
