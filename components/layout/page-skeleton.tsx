import type { ReactNode } from "react";

import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

import { isWithin, navItems } from "./nav-items.ts";
import { PageBody, PageHeader } from "./page-header.tsx";

/** The page at this path while it is on its way: its header, and what it is made of at its size. */
export function PageSkeleton({ path }: { path: string }) {
  const item = navItems.find(({ href }) => isWithin(path, href));
  return (
    <>
      <PageHeader title={item?.label ?? "Assistant"} />
      <PageBody>{bodyOf(path, item?.href)}</PageBody>
    </>
  );
}

function bodyOf(path: string, href: string | undefined): ReactNode {
  if (path !== href && (href === "/contacts" || href === "/companies")) return <Record />;
  if (href === "/today" || href === "/sync" || href === "/settings") return <Cards />;
  return <List />;
}

function List() {
  return (
    <Card>
      <div className="border-b border-border p-2">
        <Skeleton className="h-8 w-72 max-w-full max-md:h-10" />
      </div>
      <SkeletonRows count={14} label="Loading" />
    </Card>
  );
}

function Cards() {
  return (
    <div
      role="status"
      aria-label="Loading"
      className="grid items-start gap-4 @3xl/page:grid-cols-[minmax(0,1fr)_22rem]"
    >
      <Card className="h-80 p-4">
        <Skeleton className="h-6 w-56 max-w-full" />
      </Card>
      <Card className="h-60 p-4">
        <Skeleton className="h-6 w-32" />
      </Card>
    </div>
  );
}

/** Facts at the left, what happened at the right. */
function Record() {
  return (
    <div className="grid items-start gap-4 @3xl/page:grid-cols-[23rem_minmax(0,1fr)]">
      <Card className="h-96 p-4">
        <Skeleton className="h-6 w-40" />
      </Card>
      <Card>
        <SkeletonRows count={12} label="Loading" />
      </Card>
    </div>
  );
}
