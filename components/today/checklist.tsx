"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useState } from "react";

import type { Today } from "#lib/schemas/insights.ts";
import { openAssistant } from "#components/layout/assistant-state.ts";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { SectionCard } from "#components/ui/section-card.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { keepChecklist } from "./checklist-cookie.ts";
import { steps } from "./steps.ts";

interface ChecklistProps {
  checklist: Today["checklist"];
  /** Nothing is connected yet: then it is all there is, and its first step the one button. */
  isNew: boolean;
}

/** A newcomer's first five minutes; it can be put away for good. */
export function Checklist({ checklist, isNew }: ChecklistProps) {
  const [isHidden, setHidden] = useState(false);
  const done = checklist.filter((one) => one.done).length;
  const next = checklist.find((one) => !one.done)?.step;
  if (isHidden) return null;

  const show = (isShown: boolean) => {
    keepChecklist(isShown ? "shown" : "hidden");
    setHidden(!isShown);
  };
  const hide = () => {
    show(false);
    showToast({ text: "The checklist is put away", action: { label: "Undo", run: () => show(true) } });
  };
  return (
    <SectionCard
      title={isNew ? "Your first five minutes" : "First steps"}
      count={`${done} of ${checklist.length}`}
      actions={
        !isNew && (
          <Button size="small" look="quiet" onClick={hide}>
            Put away
          </Button>
        )
      }
    >
      <ol>
        {checklist.map(({ step, done: isDone }, index) => {
          const { title, text, href, act } = steps[step];
          return (
            <li
              key={step}
              className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-border px-4 py-2.5 last:border-b-0"
            >
              <span
                aria-hidden="true"
                className={cn(
                  "inline-flex size-6 shrink-0 items-center justify-center rounded-full border text-small tabular-nums",
                  isDone ? "border-transparent bg-accent-soft text-accent" : "border-border text-text-muted",
                )}
              >
                {isDone ? <Check className="size-4 stroke-2" /> : index + 1}
              </span>
              <div className="min-w-0 grow basis-44">
                <p className={cn("font-medium", isDone && "text-text-muted")}>
                  {title}
                  {isDone && <span className="sr-only"> (done)</span>}
                </p>
                <p className="text-text-muted">{text}</p>
              </div>
              {!isDone && !isNew && <Act href={href} words={act} isNext={step === next} title={title} />}
            </li>
          );
        })}
      </ol>
      {isNew && (
        <div className="border-t border-border p-4">
          <Link href="/sync" className={buttonStyle({ look: "primary" })}>
            Connect your mailbox
          </Link>
        </div>
      )}
    </SectionCard>
  );
}

interface ActProps {
  href: string | null;
  words: string;
  title: string;
  isNext: boolean;
}

function Act({ href, words, title, isNext }: ActProps) {
  const look = isNext ? "primary" : "secondary";
  if (href === null) {
    return (
      <Button size="small" look={look} onClick={() => openAssistant()}>
        {words}
        <span className="sr-only">: {title}</span>
      </Button>
    );
  }
  return (
    <Link href={href} className={buttonStyle({ size: "small", look })}>
      {words}
      <span className="sr-only">: {title}</span>
    </Link>
  );
}
