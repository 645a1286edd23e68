import { type ComponentProps, type ReactNode, useId } from "react";
import { InlineError } from "./inline-error.tsx";

import { Input } from "./input.tsx";

interface FieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
}

/** A labelled input whose hint and error are read out with it. */
export function Field({ label, hint, error, className, ...input }: FieldProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <Input
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy || undefined}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-text-muted">
          {hint}
        </p>
      )}
      {error && <InlineError id={`${id}-error`} message={error} className="mt-1" />}
    </div>
  );
}
