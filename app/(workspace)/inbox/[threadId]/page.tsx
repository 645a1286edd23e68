import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";

import { Id } from "#lib/schemas/common.ts";
import { toAppError } from "#server/core/index.ts";
import { getThread } from "#server/interactions/index.ts";
import { requireSession } from "#server/session/index.ts";
import { ThreadView } from "#components/inbox/thread-view.tsx";

interface ThreadProps {
  params: Promise<{ threadId: string }>;
}

const readThread = cache(async (value: string) => {
  const ctx = await requireSession();
  const id = Id.safeParse(value);
  if (!id.success) notFound();
  return getThread(ctx, { id: id.data, limit: 100 }).catch((error: unknown) => {
    if (toAppError(error).code === "not_found") notFound();
    throw error;
  });
});

export async function generateMetadata({ params }: ThreadProps): Promise<Metadata> {
  const { subject } = await readThread((await params).threadId);
  return { title: subject ?? "Conversation" };
}

export default async function ThreadPage({ params }: ThreadProps) {
  const thread = await readThread((await params).threadId);
  return <ThreadView key={thread.id} thread={thread} />;
}
