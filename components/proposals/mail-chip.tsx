"use client";

import { Mail } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";

import { read } from "#components/live/read.ts";
import { showToast } from "#components/ui/toast-store.ts";

interface MailChipProps {
  interactionId: string;
  children: string;
}

/** Leads to the conversation that a mail belongs to; which one that is, is asked for when it is pressed. */
export function MailChip({ interactionId, children }: MailChipProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const open = () =>
    start(async () => {
      const result = await read<{ threadId: string }>(`/interactions/${interactionId}`);
      if (result.ok) router.push(`/inbox/${result.data.threadId}`);
      else showToast({ text: result.error.message, tone: "danger" });
    });
  return (
    <button
      type="button"
      aria-busy={isPending || undefined}
      onClick={open}
      className="inline-flex h-6 max-w-full items-center gap-1 rounded-full border border-border px-2 text-small whitespace-nowrap text-accent hover:bg-accent-soft [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]"
    >
      <Mail aria-hidden="true" />
      <span className="truncate">{children}</span>
    </button>
  );
}
