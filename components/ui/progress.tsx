import { cn } from "./cn.ts";

interface ProgressProps {
  label: string;
  done: number;
  /** Zero or less while it is not known how much there is. */
  total: number;
  className?: string;
}

/** A thin bar. Of an unknown total it shows none of it, rather than something invented. */
export function Progress({ label, done, total, className }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      className={cn("bar block", className)}
      max={total > 0 ? total : 1}
      value={total > 0 ? Math.min(done, total) : 0}
    />
  );
}
