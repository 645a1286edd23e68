"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";

import { WholePageError } from "#components/layout/whole-page-error.tsx";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** What the layouts throw: the session could not be read, or who it belongs to. */
export default function AppError({ error, reset }: ErrorPageProps) {
  const router = useRouter();
  // What failed ran on the server: drawn again alone, it would be the same answer.
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return <WholePageError digest={error.digest} onRetry={again} />;
}
