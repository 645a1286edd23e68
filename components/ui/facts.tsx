import type { ReactNode } from "react";

import { cn } from "./cn.ts";

/** What is known of a record, as terms and values. */
export function Facts({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cn("grid gap-y-0.5", className)}>{children}</dl>;
}

interface FactsTitleProps {
  why?: ReactNode;
  children: ReactNode;
}

/** The record's name, above its facts. */
export function FactsTitle({ why, children }: FactsTitleProps) {
  return (
    <div className="group flex items-start gap-2 p-4 pb-2">
      <div className="min-w-0 grow">{children}</div>
      {why && <Quiet>{why}</Quiet>}
    </div>
  );
}

interface FactProps {
  label: string;
  /** Who or what set it, when, from where: a "why?" that stays out of the way. */
  why?: ReactNode;
  /** Text, or an EditableText where it can be changed. */
  children: ReactNode;
}

/** On phones the value has the width to itself, below its term. */
export function Fact({ label, why, children }: FactProps) {
  return (
    <div className="group relative grid min-h-8 grid-cols-[5.5rem_minmax(0,1fr)] items-start gap-3 max-sm:grid-cols-1 max-sm:gap-0 max-sm:py-1">
      <dt className="py-1.5 text-text-muted max-sm:py-0.5 max-sm:text-small">{label}</dt>
      <dd className="flex min-w-0 items-start gap-2">
        <div className="min-w-0 grow py-1.5 break-words has-[button]:py-0.5 max-sm:py-0">{children}</div>
        {why && <Quiet className="max-sm:absolute max-sm:top-0 max-sm:right-0">{why}</Quiet>}
      </dd>
    </div>
  );
}

/** Seen where the pointer or the keyboard is; on phones always. */
function Quiet({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      className={cn(
        "shrink-0 py-1 max-md:py-0 md:opacity-0 md:transition-opacity md:group-focus-within:opacity-100 md:group-hover:opacity-100",
        className,
      )}
    >
      {children}
    </div>
  );
}
