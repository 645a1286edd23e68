"use client";

import { useTransition } from "react";

import { signOut } from "#server/actions/auth.ts";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";

export function SignOutButton() {
  const [isPending, start] = useTransition();
  const leave = () =>
    start(async () => {
      const result = await signOut();
      if (!result.ok) showToast({ text: result.error.message, tone: "danger" });
    });
  return (
    <Button look="quiet" pending={isPending} onClick={leave}>
      Sign out
    </Button>
  );
}
