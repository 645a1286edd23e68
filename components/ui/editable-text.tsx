"use client";

import { Pencil } from "lucide-react";
import { type ReactNode, useOptimistic, useRef, useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Permission } from "#lib/schemas/permissions.ts";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { InlineError } from "./inline-error.tsx";
import { Input } from "./input.tsx";
import { IfMay, useMay } from "./rights.tsx";
import { useKeys } from "./use-keys.ts";

interface EditableTextProps {
  /** What it is, in words: "Name". */
  label: string;
  /** What changing it wants. */
  permission: Permission;
  value: string | null;
  /** Shown where there is no value. */
  placeholder: string;
  required?: boolean;
  className?: string;
  /** The one of its page that "e" opens; "open" begins so. */
  first?: boolean | "open";
  /** Saved or left. */
  onClose?: () => void;
  /** How the value is shown at rest. */
  children?: (value: string) => ReactNode;
  /** Null when it is saved. */
  onSave: (value: string) => Promise<Failure | null>;
}

/** A text that is changed where it stands: Enter saves, Escape leaves it as it was. */
export function EditableText({
  label,
  permission,
  value,
  placeholder,
  required = false,
  className,
  first = false,
  onClose,
  children,
  onSave,
}: EditableTextProps) {
  const mayWrite = useMay(permission);
  const [isEditing, setEditing] = useState(first === "open" && mayWrite);
  const [error, setError] = useState<string | null>(null);
  const [shown, setShown] = useOptimistic(value ?? "");
  const [, start] = useTransition();
  const opener = useRef<HTMLButtonElement>(null);

  useKeys(
    first && mayWrite
      ? [
          {
            keys: "e",
            label: `Edit ${label.toLowerCase()}`,
            group: "On this page",
            run: () => setEditing(true),
          },
        ]
      : [],
  );

  const close = () => {
    setEditing(false);
    setError(null);
    onClose?.();
    requestAnimationFrame(() => opener.current?.focus());
  };

  const save = (text: string) => {
    const next = text.trim();
    if (next === (value ?? "")) return close();
    if (required && !next) return setError("Please fill this in.");
    setError(null);
    start(async () => {
      setShown(next);
      const failure = await onSave(next);
      if (failure) setError(failure.message);
      else close();
    });
  };

  if (!isEditing) {
    return (
      <span className={cn("flex min-w-0 items-center gap-1.5", className)}>
        <span className={cn("min-w-0 break-words", !shown && "text-text-muted")}>
          {shown ? (children?.(shown) ?? shown) : placeholder}
        </span>
        <IfMay permission={permission}>
          <Button
            ref={opener}
            look="quiet"
            size="icon"
            className="size-7 max-md:-my-1 max-md:size-9"
            aria-label={`Edit ${label.toLowerCase()}`}
            onClick={() => setEditing(true)}
          >
            <Pencil aria-hidden="true" className="size-3.5!" />
          </Button>
        </IfMay>
      </span>
    );
  }
  return (
    <form
      className={cn("min-w-0", className)}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get("value");
        save(typeof typed === "string" ? typed : "");
      }}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <div className="flex gap-1">
        <Input
          name="value"
          aria-label={label}
          aria-invalid={error ? true : undefined}
          autoFocus
          defaultValue={shown}
          onFocus={(event) => event.target.select()}
        />
        <Button type="submit">Save</Button>
      </div>
      {error && <InlineError message={error} className="mt-1" />}
    </form>
  );
}
