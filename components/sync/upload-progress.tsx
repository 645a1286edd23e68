import { Button } from "#components/ui/button.tsx";
import { Progress } from "#components/ui/progress.tsx";

interface UploadProgressProps {
  label: string;
  sent: number;
  total: number;
  /** "12 MB of 40 MB". */
  amount: string;
  onCancel: (() => void) | undefined;
}

/** Stands where the drop zone was, at its height. */
export function UploadProgress({ label, sent, total, amount, onCancel }: UploadProgressProps) {
  return (
    <div className="flex min-h-[134px] flex-col justify-center gap-2 rounded-card border border-border px-4 py-7">
      <div className="flex items-center justify-between gap-4">
        <p role="status" className="min-w-0 truncate font-medium">
          {label}
        </p>
        <Button size="small" look="quiet" disabled={!onCancel} onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <Progress label={label} done={sent} total={total} />
      <p className="text-text-muted tabular-nums">{sent >= total ? "Arrived. Reading it…" : amount}</p>
    </div>
  );
}
