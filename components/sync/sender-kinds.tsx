import type { PreviewResult } from "#lib/schemas/sync.ts";
import { Counts } from "./counts.tsx";

const words: [kind: keyof PreviewResult["bySenderKind"], label: string][] = [
  ["person", "People"],
  ["own", "You"],
  ["list", "Mailing lists"],
  ["newsletter", "Newsletters"],
  ["automated", "Automatic mail"],
];

export function SenderKinds({ kinds, total }: { kinds: PreviewResult["bySenderKind"]; total: number }) {
  return (
    <Counts
      rows={words.map(([kind, label]) => ({ label, count: kinds[kind] }))}
      total={{ label: "In all", count: total }}
    />
  );
}
