import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <Card role="status" aria-label="Loading" className="grid h-64 content-start gap-4 p-4">
      <Skeleton className="h-6 w-32" />
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
    </Card>
  );
}
