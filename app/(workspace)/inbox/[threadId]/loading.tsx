import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <div role="status" aria-label="Loading">
      <div className="grid gap-3 border-b border-border p-4">
        <Skeleton className="h-7 w-3/5" />
        <Skeleton className="h-6 w-2/5" />
        <Skeleton className="h-8 w-72 max-w-full" />
      </div>
      <div className="grid gap-3 p-4">
        <Skeleton className="h-9" />
        <Skeleton className="h-40" />
      </div>
    </div>
  );
}
