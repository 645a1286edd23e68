import type { ComponentProps } from "react";

import { cn } from "./cn.ts";

/** 16 px on small screens, or phones zoom in on focus. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      {...rest}
      className={cn(
        "h-8 w-full min-w-0 rounded-control border border-border-control bg-surface px-2.5 placeholder:text-text-muted aria-invalid:border-danger max-md:h-10 max-md:text-[1rem]",
        className,
      )}
    />
  );
}
