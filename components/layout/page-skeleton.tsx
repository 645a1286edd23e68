import type { ReactNode } from "react";

import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

import { isWithin, navItems } from "./nav-items.ts";
import { PageBody, PageHeader } from "./page-header.tsx";

/** The page at this path while it is on its way: its header, and what it is made of at its size. */
export function PageSkeleton({ path }: { path: string }) {
  const item = navItems.find(({ href }) => isWithin(path, href));
  const body = bodyOf(path, item?.href);
  return (
    <>
      <PageHeader title={item?.label ?? "Assistant"} />
      {item?.href === "/inbox" ? body : <PageBody>{body}</PageBody>}
    </>
  );
}

function bodyOf(path: string, href: string | undefined): ReactNode {
  const isRecord = path !== href;
  switch (href) {
    case "/contacts":
    case "/companies":
      return isRecord ? <Record /> : <Table />;
    case "/today":
      return <Cards aside="22rem" heights={["h-80", "h-60", "h-72"]} />;
    case "/sync":
      return <Cards aside="19rem" heights={["h-60", "h-80"]} />;
    case "/tasks":
      return <Narrow className="max-w-4xl" />;
    case "/approvals":
      return <Narrow className="max-w-3xl" />;
    case "/calendar":
      return <Calendar />;
    case "/inbox":
      return <Inbox />;
    case "/settings":
      return <Settings />;
    default:
      return <Filtered />;
  }
}

/** Rows of one line below the head of a table, as DataTable has them; of two on phones. */
function Table() {
  return (
    <Card>
      <div className="flex gap-2 border-b border-border p-2">
        <Skeleton className="h-8 w-72 max-w-full max-md:h-10" />
        <Skeleton className="h-8 w-32 max-md:hidden" />
      </div>
      <div className="h-8 border-b border-border max-md:hidden" />
      <SkeletonRows count={14} label="Loading" className="max-md:h-14" />
    </Card>
  );
}

/** What is shown is chosen above the list. */
function Filtered() {
  return (
    <>
      <Skeleton className="mb-3 h-8 w-44 max-md:h-10" />
      <Card>
        <SkeletonRows count={14} label="Loading" />
      </Card>
    </>
  );
}

function Narrow({ className }: { className: string }) {
  return (
    <div className={`mx-auto ${className}`}>
      <Filtered />
    </div>
  );
}

const asides = {
  "22rem": "@3xl/page:grid-cols-[minmax(0,1fr)_22rem]",
  "19rem": "@3xl/page:grid-cols-[minmax(0,1fr)_19rem]",
};

function Cards({ aside, heights }: { aside: keyof typeof asides; heights: readonly string[] }) {
  return (
    <div role="status" aria-label="Loading" className={`grid items-start gap-4 ${asides[aside]}`}>
      <div className="grid gap-4">
        {heights.map((height) => (
          <Card key={height} className={`p-4 ${height}`}>
            <Skeleton className="h-6 w-56 max-w-full" />
          </Card>
        ))}
      </div>
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
        <div className="h-12 border-b border-border" />
        <SkeletonRows count={8} label="Loading" className="h-20" />
      </Card>
    </div>
  );
}

function Calendar() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="mb-3 h-8 w-80 max-w-full max-md:h-10" />
      <Card className="h-[calc(100dvh-8rem)]" />
    </div>
  );
}

/** The list at the left; a conversation stands beside it where there is room. */
function Inbox() {
  return (
    <div className="@container/inbox">
      <div className="min-h-[calc(100dvh-3rem)] bg-surface @3xl/inbox:w-80 @3xl/inbox:border-r @3xl/inbox:border-border @5xl/inbox:w-96">
        <div className="border-b border-border p-2">
          <Skeleton className="h-8 max-md:h-10" />
          <Skeleton className="mt-2 h-7 w-56" />
        </div>
        <SkeletonRows count={10} label="Loading" className="h-19" />
      </div>
    </div>
  );
}

function Settings() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-[11rem_minmax(0,1fr)] md:gap-8">
      <Skeleton className="h-8 max-md:h-10 md:h-56" />
      <Card role="status" aria-label="Loading" className="h-72 max-w-3xl p-4">
        <Skeleton className="h-6 w-40" />
      </Card>
    </div>
  );
}
