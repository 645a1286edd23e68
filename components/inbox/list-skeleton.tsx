import { Skeleton } from "#components/ui/skeleton.tsx";

/** Conversations that are still on their way, in their size. */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: 9 }, (_, index) => (
        <div key={index} className="grid h-[77px] content-center gap-1 border-b border-border px-4">
          <Skeleton className="w-2/5" />
          <Skeleton className="w-3/5" />
          <Skeleton className="w-4/5" />
        </div>
      ))}
    </div>
  );
}
