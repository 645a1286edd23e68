import type { Ref } from "react";

import { Input } from "#components/ui/input.tsx";

interface SearchInputProps {
  ref: Ref<HTMLInputElement>;
  label: string;
  placeholder: string;
  value: string;
  onValueChange: (value: string) => void;
}

/** Where "/" goes in a list; Escape empties it. */
export function SearchInput({ ref, label, placeholder, value, onValueChange }: SearchInputProps) {
  return (
    <div className="relative w-72 max-md:w-full">
      <Input
        ref={ref}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        maxLength={200}
        className="[&::-webkit-search-cancel-button]:grayscale"
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onValueChange("")}
      />
      {!value && (
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
