import type { PreviewResult, SyncSource } from "#lib/schemas/sync.ts";
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
  source: SyncSource;
}

export function SenderKinds({ kinds, total, source }: SenderKindsProps) {
  return (
    <Counts
      rows={(source === "calendar" ? wordsOfMeetings : words).map(([kind, label]) => ({
        label,
        count: kinds[kind],
      }))}
      total={{ label: "In all", count: total }}
    />
  );
}
