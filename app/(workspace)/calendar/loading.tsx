import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Calendar" />
      <PageBody>
        <Skeleton className="mb-3 h-8 w-72 max-w-full max-md:h-10" />
        <Card>
          <SkeletonRows count={14} label="Loading" />
        </Card>
      </PageBody>
    </>
  );
}
