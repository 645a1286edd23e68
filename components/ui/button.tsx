import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

import { cn } from "./cn.ts";

export const buttonStyle = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap transition-colors aria-disabled:opacity-55 disabled:opacity-55 [&_svg]:size-4 [&_svg]:stroke-[1.5]",
  {
    variants: {
      look: {
        primary: "bg-accent text-accent-text enabled:hover:bg-accent-hover",
        secondary: "border border-border-control bg-surface enabled:hover:bg-sunken",
        quiet: "text-text-muted enabled:hover:bg-sunken enabled:hover:text-text",
        danger: "text-danger enabled:hover:bg-danger-soft",
      },
      size: {
        normal: "h-8 px-3 max-md:h-10",
        small: "h-7 px-2 max-md:h-9",
        icon: "size-8 max-md:size-10",
      },
    },
    defaultVariants: { look: "secondary", size: "normal" },
  },
);

interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonStyle> {
  /** The work of this button is under way: it says so, keeps its width and does nothing twice. */
  pending?: boolean;
}

export function Button({ look, size, className, pending = false, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      className={cn(buttonStyle({ look, size }), className)}
    />
  );
}
