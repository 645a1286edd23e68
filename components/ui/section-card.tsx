import { type ReactNode, useId } from "react";

import { Card, CardHeader } from "./card.tsx";

interface SectionCardProps {
  title: string;
  /** Behind the title, like "12" or "1,204 people". */
  count?: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of a page with its heading. */
export function SectionCard({ title, count, actions, className, children }: SectionCardProps) {
  const id = useId();
  return (
    <Card aria-labelledby={id} {...(className ? { className } : {})}>
      <CardHeader
        id={id}
        title={title}
        aside={count !== undefined && <span className="text-text-muted tabular-nums">{count}</span>}
      >
        {actions}
      </CardHeader>
      {children}
    </Card>
  );
}
