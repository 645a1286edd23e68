import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Tasks" />
      <PageBody>
        <div className="mx-auto max-w-4xl">
          <Skeleton className="mb-3 h-8 w-36 max-md:h-10" />
          <Card>
            <SkeletonRows count={12} label="Loading" />
          </Card>
        </div>
      </PageBody>
    </>
  );
}
