"use client";

import { CircleCheckBig, Sparkles, UserRound } from "lucide-react";
import Link from "next/link";
import { useTransition } from "react";

import type { Interaction, Person, Thread } from "#lib/schemas/interactions.ts";
import { createTask, deleteTask } from "#components/actions/tasks.ts";
import { askAssistant } from "#components/layout/assistant-state.ts";
import { nameOf } from "#components/mail/people.ts";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { useGmailActs } from "./gmail-acts.tsx";

interface ThreadActionsProps {
  thread: Thread;
  newest: Interaction | null;
  people: readonly Person[];
}

const titleMaxChars = 200;

/** What can be done about a conversation. */
export function ThreadActions({ thread, newest, people }: ThreadActionsProps) {
  const [isPending, start] = useTransition();
  const { buttons, below } = useGmailActs(thread, newest);
  const sender = newest?.direction === "inbound" ? newest.from : null;
  const main = (sender?.contactId ? sender : null) ?? people.find(({ contactId }) => contactId !== null);
  const contactId = main?.contactId ?? null;

  const makeTask = () =>
    start(async () => {
      const about = thread.subject ?? "a conversation";
      const title = sender ? `Answer ${nameOf(sender)}: ${about}` : `Follow up: ${about}`;
      const made = await createTask({ title: title.slice(0, titleMaxChars), contactId });
      if (!made.ok) return showToast({ text: made.error.message, tone: "danger" });
      const { id } = made.data;
      return showToast({
        text: `Task made: ${made.data.title}`,
        action: { label: "Undo", run: () => void takeBack(id) },
      });
    });

  // The record goes along by its id: a subject is somebody else's words, which must not become the reader's own.
  const summarise = () =>
    askAssistant("Summarise this conversation", {
      kind: "thread",
      id: thread.id,
      label: thread.subject ?? "Conversation",
    });

  return (
    <>
      <div className="flex flex-wrap gap-2 max-sm:[&_svg]:hidden @max-6xl/inbox:[&_svg]:hidden">
        {buttons}
        <IfMay permission="tasks:write">
          <Button pending={isPending} onClick={makeTask}>
            <CircleCheckBig aria-hidden="true" /> Create task
          </Button>
        </IfMay>
        {main && contactId && (
          <Link href={`/contacts/${contactId}`} prefetch={false} className={buttonStyle()}>
            <UserRound aria-hidden="true" /> Open contact
          </Link>
        )}
        <IfMay permission="chat:write">
          <Button onClick={summarise}>
            <Sparkles aria-hidden="true" /> Summarise
          </Button>
        </IfMay>
      </div>
      {below}
    </>
  );
}

async function takeBack(id: string): Promise<void> {
  const result = await deleteTask({ id });
  showToast(result.ok ? { text: "The task is gone again" } : { text: result.error.message, tone: "danger" });
}
