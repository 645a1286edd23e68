import { cn } from "./cn.ts";

/** The place of what is still on its way, at its size; it stays invisible for the first 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("appear-late h-4 rounded-control bg-sunken", className)} />;
}

interface SkeletonRowsProps {
  count: number;
  label: string;
  /** Of a row, where it is not 36 px high. */
  className?: string;
}

/** Rows of a list that is still on its way. */
export function SkeletonRows({ count, label, className }: SkeletonRowsProps) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: count }, (_, index) => (
        <div
          key={index}
          className={cn("flex h-9 items-center gap-4 border-b border-border px-4 last:border-b-0", className)}
        >
          <Skeleton className="w-2/5" />
          <Skeleton className="w-1/4" />
        </div>
      ))}
    </div>
  );
}
