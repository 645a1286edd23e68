import type { ReactNode } from "react";

interface PartProps {
  title: string;
  more?: ReactNode;
  children: ReactNode;
}

/** One part of what a job opens to. */
export function Part({ title, more, children }: PartProps) {
  return (
    <section aria-label={title} className="grid min-w-0 gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-semibold break-words">{title}</h2>
        {more}
      </div>
      {children}
    </section>
  );
}
