import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";

import { cn } from "./cn.ts";

const badgeStyle = cva(
  "inline-flex h-5 items-center gap-1 rounded-full border px-2 text-small font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:stroke-2",
  {
    variants: {
      tone: {
        neutral: "border-border text-text-muted",
        accent: "border-transparent bg-accent-soft text-accent",
        positive: "border-border text-positive",
        warning: "border-transparent bg-warning-soft text-warning",
        danger: "border-transparent bg-danger-soft text-danger",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

interface BadgeProps extends VariantProps<typeof badgeStyle> {
  className?: string;
  children: ReactNode;
}

export function Badge({ tone, className, children }: BadgeProps) {
  return <span className={cn(badgeStyle({ tone }), className)}>{children}</span>;
}
