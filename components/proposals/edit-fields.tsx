import { useId } from "react";

import type { FieldErrors } from "#lib/errors.ts";
import type { ProposalField } from "#lib/schemas/proposals.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { fieldWords } from "#components/ui/field-diff.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";
import { Select } from "#components/ui/select.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import { toControl } from "./field-values.ts";
import { type ProposalStep, valuesOf } from "./proposal-words.ts";

interface EditFieldsProps {
  step: ProposalStep;
  index: number;
  /** By field: what was typed. */
  typed: Readonly<Record<string, string>>;
  onType: (field: string, text: string) => void;
  errors: FieldErrors | undefined;
}

/** The values of a step as a form, by what its operation takes. */
export function EditFields({ step, index, typed, onType, errors }: EditFieldsProps) {
  const values = valuesOf(step);
  const timeZone = useTimeZone();
  return (
    <div className="grid gap-3">
      {step.fields.map((field) => (
        <EditField
          key={field.field}
          field={field}
          value={typed[field.field] ?? toControl(field, values[field.field], timeZone)}
          error={errors?.[`edits.${index}.${field.field}`]}
          onType={(text) => onType(field.field, text)}
        />
      ))}
    </div>
  );
}

interface EditFieldProps {
  field: ProposalField;
  value: string;
  error: string | undefined;
  onType: (text: string) => void;
}

const types = { instant: "datetime-local", number: "number" } as const;

function EditField({ field: { field, kind, options, required }, value, error, onType }: EditFieldProps) {
  const id = useId();
  const label = fieldWords(field);
  if (kind === "flag") {
    return (
      <label className="flex items-center gap-2">
        <Checkbox checked={value === "yes"} onChange={(event) => onType(event.target.checked ? "yes" : "")} />
        {label}
      </label>
    );
  }
  if (kind === "choice") {
    const choices = [
      ...(required ? [] : [{ value: "", label: "None" }]),
      ...options.map((one) => ({ value: one, label: fieldWords(one) })),
    ];
    return (
      <label className="grid gap-1">
        <span className="font-medium">{label}</span>
        <Select value={value} options={choices} onChange={onType} />
      </label>
    );
  }
  if (kind === "long") {
    return (
      <div className="grid gap-1">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <textarea
          id={id}
          rows={4}
          value={value}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onType(event.target.value)}
          className="w-full rounded-control border border-border-control bg-surface px-2.5 py-1.5 text-reading aria-invalid:border-danger max-md:text-[1rem]"
        />
        {error && <InlineError message={error} />}
      </div>
    );
  }
  return (
    <Field
      label={label}
      type={kind === "instant" || kind === "number" ? types[kind] : "text"}
      hint={kind === "list" ? "Separated by commas." : undefined}
      value={value}
      error={error}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
