import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Sync" />
      <PageBody>
        <div
          className="grid items-start gap-4 @3xl/page:grid-cols-[minmax(0,1fr)_19rem]"
          role="status"
          aria-label="Loading"
        >
          <Card className="h-80 p-4">
            <Skeleton className="h-6 w-56" />
          </Card>
          <Card className="h-40 p-4">
            <Skeleton className="h-6 w-32" />
          </Card>
        </div>
      </PageBody>
    </>
  );
}
