"use client";

import { type ComponentProps, useState } from "react";

import { formatDate } from "#lib/format/time.ts";

import { Field } from "./field.tsx";

interface DateFieldProps extends Omit<
  ComponentProps<typeof Field>,
  "type" | "hint" | "defaultValue" | "onChange"
> {
  /** "2026-11-22", or nothing. */
  defaultValue: string;
  /** Said while no day is chosen. */
  none: string;
}

/** A day. The browser writes it in its own order, so it stands below as everywhere else. */
export function DateField({ defaultValue, none, ...field }: DateFieldProps) {
  const [day, setDay] = useState(defaultValue);
  const isDay = !Number.isNaN(Date.parse(day));
  return (
    <Field
      {...field}
      type="date"
      defaultValue={defaultValue}
      hint={isDay ? formatDate(`${day}T00:00:00Z`, "UTC") : none}
      onChange={(event) => setDay(event.target.value)}
    />
  );
}
