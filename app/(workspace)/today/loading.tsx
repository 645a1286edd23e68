import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Today" />
      <PageBody>
        <div className="grid items-start gap-4 @3xl/page:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid gap-4">
            <Card>
              <SkeletonRows count={5} label="Loading" />
            </Card>
            <Card className="h-80 p-4">
              <Skeleton className="h-6 w-40" />
            </Card>
          </div>
          <Card className="h-60 p-4">
            <Skeleton className="h-6 w-32" />
          </Card>
        </div>
      </PageBody>
    </>
  );
}
