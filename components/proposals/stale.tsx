import { Badge } from "#components/ui/badge.tsx";

/** What changed after it was proposed, above what is shown again. */
export function Stale({ words }: { words: readonly string[] }) {
  return (
    <div role="alert" className="grid justify-items-start gap-1 rounded-control bg-warning-soft px-3 py-2.5">
      <Badge tone="warning">Changed meanwhile</Badge>
      <p>
        This changed after it was proposed, so nothing was written. Look again, then approve or reject it.
      </p>
      <ul className="min-w-0 break-words">
        {words.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
