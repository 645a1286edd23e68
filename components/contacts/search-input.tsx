import type { Ref } from "react";

import { cn } from "#components/ui/cn.ts";
import { Input } from "#components/ui/input.tsx";

interface SearchInputProps {
  ref: Ref<HTMLInputElement>;
  label: string;
  placeholder: string;
  /** Whether "/" goes there. */
  hasKeys?: boolean;
  className?: string;
  value: string;
  onValueChange: (value: string) => void;
}

/** Where "/" goes in a list; Escape empties it. */
export function SearchInput({
  ref,
  label,
  placeholder,
  hasKeys = true,
  className,
  value,
  onValueChange,
}: SearchInputProps) {
  return (
    <div className={cn("relative w-72 max-md:w-full", className)}>
      <Input
        ref={ref}
        type="search"
        aria-label={label}
        aria-keyshortcuts={hasKeys ? "/" : undefined}
        placeholder={placeholder}
        maxLength={200}
        className="[&::-webkit-search-cancel-button]:grayscale"
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onValueChange("")}
      />
      {hasKeys && !value && (
        <kbd
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-2.5 my-auto flex size-5 items-center justify-center rounded-[4px] border border-border text-small text-text-muted max-md:hidden"
        >
          /
        </kbd>
      )}
    </div>
  );
}
