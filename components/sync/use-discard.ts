"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Preview } from "#lib/schemas/previews.ts";
import { deleteConnection } from "#components/actions/sync.ts";

/** Removes the uploaded file with its previews, and goes back to where one is chosen; an account stays connected. */
export function useDiscard({ connectionId, source }: Pick<Preview, "connectionId" | "source">) {
  const router = useRouter();
  const [isDiscarding, start] = useTransition();
  const [error, setError] = useState<Failure | null>(null);
  const discard = () =>
    start(async () => {
      if (source !== "file") return router.push("/sync?new");
      const result = await deleteConnection({ id: connectionId });
      if (!result.ok) return setError(result.error);
      router.push("/sync?new");
    });
  return { discard, isDiscarding, error };
}
