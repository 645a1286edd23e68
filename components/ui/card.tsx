import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn.ts";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      {...rest}
      className={cn("min-w-0 overflow-clip rounded-card border border-border bg-surface", className)}
    />
  );
}

interface CardHeaderProps {
  id?: string;
  title: ReactNode;
  /** Behind the title, not part of it: a count. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** The heading of a card, with what belongs to it at its right. */
export function CardHeader({ id, title, aside, children }: CardHeaderProps) {
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-border px-4 py-2">
      <div className="flex min-w-0 items-baseline gap-2">
        <h2 id={id} className="text-heading font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </div>
  );
}
