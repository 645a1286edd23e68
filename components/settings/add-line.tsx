"use client";

import { useState, useTransition } from "react";

import type { Result } from "#lib/result.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";

interface AddLineProps<T> {
  label: string;
  /** Of the input, whose error stands below it. */
  name: string;
  placeholder: string;
  verb: string;
  add: (text: string) => Promise<Result<T>>;
  onAdded: (added: T) => void;
}

/** Adds to a list by one line of text; what is refused stays to be mended. */
export function AddLine<T>({ label, name, placeholder, verb, add, onAdded }: AddLineProps<T>) {
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const [isPending, start] = useTransition();
  return (
    <form
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        start(async () => {
          const result = await add(text);
          setError(result.ok ? undefined : (result.error.fields?.[name] ?? result.error.message));
          if (!result.ok) return;
          setText("");
          onAdded(result.data);
        });
      }}
    >
      <Field
        className="max-w-md min-w-0 grow basis-40"
        label={label}
        name={name}
        autoComplete="off"
        placeholder={placeholder}
        error={error}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" className="mt-6" pending={isPending}>
        {verb}
      </Button>
    </form>
  );
}
