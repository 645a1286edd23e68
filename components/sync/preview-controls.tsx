"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Audience } from "#lib/schemas/common.ts";
import type { Preview } from "#lib/schemas/previews.ts";
import { createPreview } from "#components/actions/sync.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DateField } from "#components/ui/date-field.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";
import { Select } from "#components/ui/select.tsx";

import { CalendarChoice, calendarsTicked } from "./calendar-choice.tsx";
import { audienceWords } from "./control-words.ts";
import { LabelChoice } from "./label-choice.tsx";

const audiences = (["workspace", "subject", "metadata", "private"] as const).map((value) => ({
  value,
  label: audienceWords[value],
}));

const meetingChoices = [
  ["declined", "Meetings I declined"],
  ["private", "Private meetings"],
  ["allDay", "Whole days"],
] as const;

/** What the preview covers. Another choice makes another preview; this one stays as it is. */
export function PreviewControls({ preview }: { preview: Preview }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [refused, setRefused] = useState<Failure | null>(null);
  const { controls, source, content, result } = preview;
  const [audience, setAudience] = useState<Audience>(controls.audience ?? "private");
  const failed = preview.error?.fields ?? {};
  const fields: Readonly<Record<string, string>> = refused ? (refused.fields ?? {}) : failed;
  const isMail = content !== "meetings";
  const labels = result?.labels ?? [];
  const calendars = result?.calendars ?? [];
  const excludedError = Object.entries(fields).find(([path]) => path.startsWith("controls.excluded"))?.[1];

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = form.get(name);
      return typeof value === "string" ? value.trim() : "";
    };
    const kept = (name: "labelsIn" | "labelsOut") =>
      labels.length > 0 ? form.getAll(name).filter((value) => typeof value === "string") : controls[name];
    const ticked = form.getAll("calendars").filter((value) => typeof value === "string");
    const chosen =
      calendars.length > 1
        ? calendarsTicked(ticked, calendars, controls)
        : { calendars: controls.calendars, stopCalendars: controls.stopCalendars };
    if (calendars.length > 1 && ticked.length === 0) {
      const message = calendars.some(({ isFollowed }) => isFollowed)
        ? "Tick at least one calendar. To stop all of them, press “Stop what is new” on the account’s card."
        : "Tick at least one calendar.";
      setRefused({
        code: "invalid_input",
        message,
        fields: { "controls.calendars": message },
        requestId: "",
      });
      return;
    }
    start(async () => {
      const made = await createPreview({
        connectionId: preview.connectionId,
        source,
        addresses: preview.addresses,
        controls: {
          ...(isMail ? { labelsIn: kept("labelsIn"), labelsOut: kept("labelsOut") } : {}),
          ...(source === "gmail" ? { query: text("query") } : {}),
          ...(source === "calendar" ? chosen : {}),
          ...(isMail ? { onlyWroteTo: form.has("onlyWroteTo") } : {}),
          ...(isMail
            ? {}
            : {
                calendar: {
                  declined: form.has("declined"),
                  private: form.has("private"),
                  allDay: form.has("allDay"),
                },
              }),
          from: text("from") || null,
          until: text("until") || null,
          excluded: text("excluded")
            .split(/[\s,;]+/)
            .filter(Boolean),
          audience,
        },
      });
      if (made.ok) router.push(`/sync?preview=${made.data.id}`);
      else setRefused(made.error);
    });
  };

  return (
    <form className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3" onSubmit={submit}>
      <div className="grid grid-cols-2 gap-2">
        <DateField
          name="from"
          label="From"
          none="From the beginning"
          defaultValue={controls.from ?? ""}
          error={fields["controls.from"]}
        />
        <DateField
          name="until"
          label="Until"
          none="Until today"
          defaultValue={controls.until ?? ""}
          error={fields["controls.until"]}
        />
      </div>
      {source === "gmail" && (
        <Field
          name="query"
          label="Gmail search"
          hint="As you type it in Gmail, like from:acme.com"
          defaultValue={controls.query}
          error={fields["controls.query"]}
        />
      )}
      {isMail && labels.length > 0 && <LabelChoice labels={labels} controls={controls} />}
      {calendars.length > 1 && (
        <CalendarChoice calendars={calendars} controls={controls} error={fields["controls.calendars"]} />
      )}
      {!isMail && (
        <fieldset className="grid min-w-0 gap-1.5">
          <legend className="mb-1.5 font-medium">Also</legend>
          {meetingChoices.map(([name, label]) => (
            <label key={name} className="flex items-center gap-2.5">
              <Checkbox name={name} defaultChecked={controls.calendar[name]} />
              {label}
            </label>
          ))}
        </fieldset>
      )}
      {isMail && (
        <div>
          <label className="flex items-center gap-2.5">
            <Checkbox name="onlyWroteTo" defaultChecked={controls.onlyWroteTo} />
            Only people I wrote to
          </label>
          {fields["controls.onlyWroteTo"] && (
            <InlineError message={fields["controls.onlyWroteTo"]} className="mt-1" />
          )}
        </div>
      )}
      <Field
        name="excluded"
        label="Leave out"
        hint="Addresses and domains, separated by commas"
        defaultValue={controls.excluded.join(", ")}
        error={excludedError}
      />
      <label className="grid grid-cols-[minmax(0,1fr)] gap-1">
        <span className="font-medium">Who sees what comes in</span>
        <Select value={audience} options={audiences} onChange={setAudience} />
      </label>
      {refused && Object.keys(fields).length === 0 && <InlineError message={refused.message} />}
      <div>
        <Button type="submit" pending={isPending}>
          Preview again
        </Button>
        <p className="mt-1.5 text-small text-text-muted">Makes another preview; this one stays as it is.</p>
      </div>
    </form>
  );
}
