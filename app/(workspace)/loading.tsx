import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <Card className="h-80 p-4">
        <Skeleton className="h-6 w-56" />
      </Card>
      <Card className="h-40 p-4 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <Skeleton className="h-6 w-32" />
      </Card>
      <Card>
        <SkeletonRows count={10} label="Loading" />
      </Card>
    </div>
  );
}
