import type { ComponentProps } from "react";

import { cn } from "./cn.ts";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "ref"> {
  /** Some of what it stands for, and not all. */
  mixed?: boolean;
  /** A task's: round, as it is done and not chosen. */
  round?: boolean;
}

/** Its label is an aria-label, or a label element around it. */
export function Checkbox({ mixed = false, round = false, className, ...rest }: CheckboxProps) {
  return (
    <input
      {...rest}
      type="checkbox"
      ref={(element) => {
        if (element) element.indeterminate = mixed;
      }}
      className={cn("tick size-4 shrink-0", round ? "rounded-full" : "rounded-[4px]", className)}
    />
  );
}
