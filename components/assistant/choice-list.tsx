"use client";

import { Check } from "lucide-react";
import { type KeyboardEvent, useId } from "react";

import type { Choice } from "#lib/schemas/chat.ts";
import { cn } from "#components/ui/cn.ts";

import { recordFaces } from "./record-face.ts";

interface ChoiceListProps {
  choice: Choice;
  /** What was clicked, counted from 1; null while nothing was. */
  chosen: number | null;
  /** Null where the conversation has gone on. */
  onChoose: ((option: number) => void) | null;
}

type Option = Choice["options"][number];

const row =
  "flex min-h-9 w-full items-center gap-2 rounded-control border px-2.5 py-1.5 text-left max-md:min-h-11";

/** A question of the assistant: buttons while it is open, then what was offered with what was chosen. Words are text. */
export function ChoiceList({ choice: { question, options }, chosen, onChoose }: ChoiceListProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const number = Number(event.key);
    if (number >= 1 && number <= options.length) onChoose?.(number);
    else if (event.key === "ArrowDown") buttons[(at + 1) % buttons.length]?.focus();
    else if (event.key === "ArrowUp") buttons.at(at - 1)?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <div className="grid gap-1.5">
      <p id={id} className="text-reading break-words">
        {question}
      </p>
      {onChoose && chosen === null ? (
        <div role="group" aria-labelledby={id} className="grid gap-1.5" onKeyDown={onKeyDown}>
          {options.map((option, index) => (
            <button
              key={option.label}
              type="button"
              data-choice={index === 0 || undefined}
              aria-keyshortcuts={String(index + 1)}
              onClick={() => onChoose(index + 1)}
              className={cn(row, "border-border-control bg-surface hover:bg-sunken")}
            >
              <OptionWords option={option} />
              <kbd
                aria-hidden="true"
                className="shrink-0 text-small text-text-muted tabular-nums max-md:hidden"
              >
                {index + 1}
              </kbd>
            </button>
          ))}
        </div>
      ) : (
        <ol aria-labelledby={id} className="grid gap-1.5">
          {options.map((option, index) => {
            const isChosen = index + 1 === chosen;
            return (
              <li
                key={option.label}
                className={cn(row, isChosen ? "border-border-control" : "border-border text-text-muted")}
              >
                <OptionWords option={option} />
                {isChosen && (
                  <>
                    <Check aria-hidden="true" className="size-4 shrink-0 stroke-[1.5] text-positive" />
                    <span className="sr-only">Chosen</span>
                  </>
                )}
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}

/** The record's own name stands beside words that do not have it: the words are the model's. */
function OptionWords({ option: { label, record } }: { option: Option }) {
  const { icon: Icon, word } = record ? recordFaces[record.kind] : { icon: null, word: "" };
  const isNamed = !record?.name || label.toLowerCase().includes(record.name.toLowerCase());
  return (
    <>
      {Icon && <Icon role="img" aria-label={word} className="size-4 shrink-0 stroke-[1.5] text-text-muted" />}
      <span className="min-w-0 grow break-words">
        {label}
        {!isNamed && <span className="text-text-muted"> · {record.name}</span>}
      </span>
    </>
  );
}
