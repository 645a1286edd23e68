"use client";

import { useId } from "react";

import { cn } from "./cn.ts";

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  className?: string;
  onChange: (value: T) => void;
}

/** One of a few that exclude each other, all in sight. Arrows move between them. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  className,
  onChange,
}: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset
      className={cn(
        "inline-flex h-8 rounded-control border border-border-control p-0.5 max-md:h-10",
        className,
      )}
    >
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex items-center rounded-[4px] px-2.5 text-text-muted has-checked:bg-accent-soft has-checked:font-medium has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
