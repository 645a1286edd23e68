import type { PreviewResult } from "#lib/schemas/previews.ts";
import type { SyncContent } from "#lib/schemas/sync.ts";
import { Ticks } from "./ticks.tsx";

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
  content: SyncContent;
}

export function SenderKinds({ kinds, content }: SenderKindsProps) {
  return (
    <Ticks
      list="kinds"
      addsUp
      verb={content === "meetings" ? "Import meetings of" : "Import mail of"}
      rows={(content === "meetings" ? wordsOfMeetings : words)
        .filter(([kind]) => kinds[kind] > 0)
        .map(([kind, label]) => ({ key: kind, label, count: kinds[kind] }))}
    />
  );
}
