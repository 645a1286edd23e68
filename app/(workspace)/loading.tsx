import { PageBody } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <div className="flex h-12 items-center border-b border-border px-4">
        <Skeleton className="h-5 w-40" />
      </div>
      <PageBody>
        <Card>
          <SkeletonRows count={12} label="Loading" />
        </Card>
      </PageBody>
    </>
  );
}
