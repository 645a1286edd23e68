import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Companies" />
      <PageBody>
        <Card>
          <div className="border-b border-border p-2">
            <Skeleton className="h-8 w-72 max-md:h-10" />
          </div>
          <SkeletonRows count={14} label="Loading" />
        </Card>
      </PageBody>
    </>
  );
}
