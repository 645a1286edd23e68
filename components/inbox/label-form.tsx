"use client";

import { useState, useTransition } from "react";

import { labelMail } from "#components/actions/mail.ts";
import type { Outside } from "#components/mail/outside-work.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";

interface LabelFormProps {
  threadId: string;
  onDone: (work: Outside) => void;
  onCancel: () => void;
}

/** A label of the person's own, put on a conversation in Gmail or taken off. */
export function LabelForm({ threadId, onDone, onCancel }: LabelFormProps) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string | undefined>();
  const [isPending, start] = useTransition();
  const change = (kind: "add" | "remove") =>
    start(async () => {
      const result = await labelMail({ threadId, [kind]: [name] });
      if (!result.ok) return setError(result.error.message);
      const { jobId, changeSetId } = result.data;
      return onDone({
        jobId,
        changeSetId,
        doing:
          kind === "add" ? `Being labelled “${name}” in Gmail…` : `“${name}” is being taken off in Gmail…`,
        done: kind === "add" ? `Labelled “${name}” in Gmail` : `“${name}” taken off in Gmail`,
      });
    });
  return (
    <form
      noValidate
      aria-label="Label"
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        change("add");
      }}
    >
      <Field
        label="Label in Gmail"
        hint="One that is not there yet is made."
        value={name}
        autoFocus
        autoComplete="off"
        error={error}
        className="w-64 max-w-full max-md:w-full"
        onChange={(event) => setName(event.target.value)}
      />
      {/* Level with the field, below the height of its label: its hint and error stand under it. */}
      <div className="flex flex-wrap gap-2 md:pt-6">
        <Button type="submit" look="primary" pending={isPending} disabled={name.trim() === ""}>
          Add label
        </Button>
        <Button pending={isPending} disabled={name.trim() === ""} onClick={() => change("remove")}>
          Take off
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
