import type { ReactNode } from "react";

import { cn } from "./cn.ts";

/** What is known of a record, as terms and values. */
export function Facts({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cn("grid gap-y-0.5", className)}>{children}</dl>;
}

interface FactProps {
  label: string;
  /** Who or what set it, when, from where: a "why?" that stays out of the way. */
  why?: ReactNode;
  /** Text, or an EditableText where it can be changed. */
  children: ReactNode;
}

export function Fact({ label, why, children }: FactProps) {
  return (
    <div className="group grid min-h-8 grid-cols-[5.5rem_minmax(0,1fr)] items-start gap-3">
      <dt className="py-1.5 text-text-muted">{label}</dt>
      <dd className="flex min-w-0 items-start gap-2">
        <div className="min-w-0 grow py-1.5 break-words has-[button]:py-0.5">{children}</div>
        {why && (
          <div className="shrink-0 py-1 max-md:py-0 md:opacity-0 md:transition-opacity md:group-focus-within:opacity-100 md:group-hover:opacity-100">
            {why}
          </div>
        )}
      </dd>
    </div>
  );
}
