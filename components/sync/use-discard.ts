"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import { deleteConnection } from "#server/actions/sync.ts";

/** Removes the uploaded file with its previews, and goes back to where one is chosen. */
export function useDiscard(connectionId: string) {
  const router = useRouter();
  const [isDiscarding, start] = useTransition();
  const [error, setError] = useState<Failure | null>(null);
  const discard = () =>
    start(async () => {
      const result = await deleteConnection({ id: connectionId });
      if (result.ok) router.push("/sync?new");
      else setError(result.error);
    });
  return { discard, isDiscarding, error };
}
