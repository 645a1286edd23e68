import { PageBody, PageHeader } from "./page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

/** A record while it is read: facts at the left, what happened at the right. */
export function RecordSkeleton({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <PageBody>
        <div className="grid items-start gap-4 @3xl/page:grid-cols-[23rem_minmax(0,1fr)]">
          <Card className="h-96 p-4">
            <Skeleton className="h-6 w-40" />
          </Card>
          <Card>
            <SkeletonRows count={12} label="Loading" />
          </Card>
        </div>
      </PageBody>
    </>
  );
}
