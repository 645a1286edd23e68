import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <div className="mt-10 grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <Card className="h-72 p-4">
        <Skeleton className="h-6 w-40" />
      </Card>
      <Card>
        <SkeletonRows count={12} label="Loading" />
      </Card>
    </div>
  );
}
