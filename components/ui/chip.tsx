import Link from "next/link";
import type { ReactNode } from "react";

import { cn } from "./cn.ts";

const chipStyle =
  "inline-flex h-6 max-w-full items-center gap-1 rounded-full border border-border px-2 text-small whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]";

interface ChipProps {
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A reference in a word or two; with `href` it leads there. */
export function Chip({ icon, href, className, children }: ChipProps & { href?: string }) {
  const inner = (
    <>
      {icon}
      <span className="truncate">{children}</span>
    </>
  );
  if (!href) return <span className={cn(chipStyle, "text-text-muted", className)}>{inner}</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      className={cn(chipStyle, "text-accent hover:bg-accent-soft", className)}
    >
      {inner}
    </Link>
  );
}

interface FilterChipProps extends ChipProps {
  pressed: boolean;
  onPressedChange: (pressed: boolean) => void;
}

/** Narrows what is listed while it is pressed. */
export function FilterChip({ icon, pressed, onPressedChange, className, children }: FilterChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => onPressedChange(!pressed)}
      className={cn(
        chipStyle,
        "h-7 max-md:h-9",
        pressed
          ? "border-accent bg-accent-soft font-medium text-text"
          : "border-border-control text-text-muted hover:bg-sunken hover:text-text",
        className,
      )}
    >
      {icon}
      {children}
    </button>
  );
}
