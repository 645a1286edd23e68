"use client";

import { Archive, Reply as ReplyIcon, Tag } from "lucide-react";
import { type ReactNode, useState, useTransition } from "react";

import type { Interaction, Thread } from "#lib/schemas/interactions.ts";
import { archiveMail } from "#components/actions/mail.ts";
import { GoingMail } from "#components/mail/going-mail.tsx";
import { type Outside, OutsideWork } from "#components/mail/outside-work.tsx";
import { Button } from "#components/ui/button.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { LabelForm } from "./label-form.tsx";
import { googleOf, type Reply, ReplyForm } from "./reply-form.tsx";

interface GmailActs {
  /** Among the other acts of the conversation. */
  buttons: ReactNode;
  /** Below them: a form that is open, and what is being done. */
  below: ReactNode;
}

/** Answer, archive and label: for what stands in the person's Gmail. */
export function useGmailActs(thread: Thread, newest: Interaction | null): GmailActs {
  const [open, setOpen] = useState<"reply" | "label" | null>(null);
  const [draft, setDraft] = useState<Reply | null>(null);
  const [going, setGoing] = useState<string | null>(null);
  const [work, setWork] = useState<Outside | null>(null);
  const [isPending, start] = useTransition();
  const mayWrite = useMay("mail:write");
  if (!mayWrite || !newest || newest.kind !== "email" || googleOf(newest) === undefined) {
    return { buttons: null, below: null };
  }
  const archive = () =>
    start(async () => {
      const result = await archiveMail({ threadId: thread.id });
      if (!result.ok) return showToast({ text: result.error.message, tone: "danger" });
      const { jobId, changeSetId } = result.data;
      return setWork({ jobId, changeSetId, doing: "Being archived in Gmail…", done: "Archived in Gmail" });
    });
  const toggle = (form: "reply" | "label") => () => setOpen(open === form ? null : form);
  return {
    buttons: (
      <>
        <Button aria-expanded={open === "reply"} onClick={toggle("reply")}>
          <ReplyIcon aria-hidden="true" /> Reply
        </Button>
        {/* While what it began is told beside, it stays for the focus. */}
        {(!thread.archived || work !== null) && (
          <Button pending={isPending} onClick={archive}>
            <Archive aria-hidden="true" /> Archive
          </Button>
        )}
        <Button aria-expanded={open === "label"} onClick={toggle("label")}>
          <Tag aria-hidden="true" /> Label
        </Button>
      </>
    ),
    below: (
      <>
        {work && <OutsideWork key={work.jobId} work={work} />}
        {going && <GoingMail key={going} effectId={going} onCalledBack={() => setOpen("reply")} />}
        {open === "reply" && (
          <ReplyForm
            answered={newest}
            subject={thread.subject}
            draft={draft}
            onCancel={() => setOpen(null)}
            onSent={(effectId, reply) => {
              setDraft(reply);
              setGoing(effectId);
              setOpen(null);
            }}
          />
        )}
        {open === "label" && (
          <LabelForm
            threadId={thread.id}
            onCancel={() => setOpen(null)}
            onDone={(made) => {
              setWork(made);
              setOpen(null);
            }}
          />
        )}
      </>
    ),
  };
}
