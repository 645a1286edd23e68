import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

import { cn } from "./cn.ts";

interface SelectProps<T extends string> extends Omit<ComponentProps<"select">, "value" | "onChange"> {
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** The browser's own: typing ahead works, phones show their wheel, and it weighs nothing. */
export function Select<T extends string>({ value, options, onChange, className, ...rest }: SelectProps<T>) {
  const choose = (text: string) => {
    const option = options.find((one) => one.value === text);
    if (option) onChange(option.value);
  };
  return (
    <span className={cn("relative inline-flex", className)}>
      <select
        {...rest}
        value={value}
        onChange={(event) => choose(event.target.value)}
        className="h-8 w-full appearance-none truncate rounded-control border border-border-control bg-surface pr-8 pl-2.5 max-md:h-10 max-md:text-[1rem]"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 stroke-[1.5] text-text-muted"
      />
    </span>
  );
}
