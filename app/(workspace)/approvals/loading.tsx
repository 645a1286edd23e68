import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Approvals" />
      <PageBody>
        <div className="mx-auto grid max-w-3xl gap-3" role="status" aria-label="Loading">
          {[0, 1, 2].map((index) => (
            <Card key={index} className="h-44 p-4">
              <Skeleton className="h-6 w-64" />
            </Card>
          ))}
        </div>
      </PageBody>
    </>
  );
}
