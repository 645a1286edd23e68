import { formatNumber } from "#lib/format/number.ts";
import type { SyncControls } from "#lib/schemas/sync-controls.ts";
import type { MailLabel } from "#lib/schemas/previews.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";

interface LabelChoiceProps {
  labels: readonly MailLabel[];
  controls: SyncControls;
}

/** Labels of the mailbox that mail must carry one of, and that it must not carry. */
export function LabelChoice({ labels, controls }: LabelChoiceProps) {
  const lists = [
    { name: "labelsIn", title: "Only with these labels", chosen: controls.labelsIn },
    { name: "labelsOut", title: "Not with these labels", chosen: controls.labelsOut },
  ] as const;
  return lists.map(({ name, title, chosen }) => (
    <details key={name} open={chosen.length > 0}>
      <summary className="cursor-pointer py-0.5 font-medium">
        {title}
        {chosen.length > 0 && (
          <span className="font-normal text-text-muted"> · {formatNumber(chosen.length)}</span>
        )}
      </summary>
      <ul aria-label={title} className="max-h-56 overflow-y-auto">
        {labels.map(({ id, name: label, total }) => (
          <li key={id}>
            <label className="flex min-h-8 items-center gap-2.5">
              <Checkbox name={name} value={id} defaultChecked={chosen.includes(id)} />
              <span className="min-w-0 grow truncate">{label}</span>
              <span className="text-small text-text-muted tabular-nums">{formatNumber(total)}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  ));
}
