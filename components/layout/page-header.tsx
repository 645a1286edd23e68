import type { ReactNode } from "react";

import { AssistantButton } from "./assistant-button.tsx";
import { PageTitle } from "./page-title.tsx";
import { RememberVisit } from "./remember-visit.tsx";
import { SearchButton } from "./search-button.tsx";

interface PageHeaderProps {
  title: string;
  /** Behind the title: "1,204 people". */
  count?: ReactNode;
  /** The acts of the page, the primary one last. */
  actions?: ReactNode;
  /** The page of one record: the command menu offers it again under "Recent". */
  isRecord?: boolean;
}

/** The top of every page. It stays in sight, so what sticks below it starts at top-12. */
export function PageHeader({ title, count, actions, isRecord = false }: PageHeaderProps) {
  return (
    <div className="sticky top-0 z-20 flex h-12 items-center gap-3 border-b border-border bg-background px-4 max-md:gap-1 max-md:px-3">
      <div className="flex min-w-0 grow items-baseline gap-2">
        <PageTitle title={title} />
        {count !== undefined && (
          <span className="shrink-0 text-text-muted tabular-nums max-sm:hidden">{count}</span>
        )}
      </div>
      <SearchButton />
      <AssistantButton />
      {actions && <div className="flex shrink-0 items-center gap-2 empty:hidden">{actions}</div>}
      {isRecord && <RememberVisit title={title} />}
    </div>
  );
}

/** What stands below the header, with the usual margins. Columns go by its width: the assistant may take some. */
export function PageBody({ children }: { children: ReactNode }) {
  return <div className="@container/page mx-auto max-w-[1280px] p-4 max-md:p-3">{children}</div>;
}
