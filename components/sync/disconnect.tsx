"use client";

import { useRef, useState, useTransition } from "react";

import { disconnectAccount } from "#components/actions/connections.ts";
import { takeBackConnection } from "#components/actions/sync.ts";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";

interface DisconnectProps {
  id: string;
  account: string;
  size?: "small" | "normal";
  /** Connects it again as it was. */
  onConnect: () => void;
}

/** Ends the access either way; what came in stays or goes too. Connecting again leads back from both. */
export function Disconnect({ id, account, size = "normal", onConnect }: DisconnectProps) {
  const [isAsked, setIsAsked] = useState(false);
  const [isPending, start] = useTransition();
  const opener = useRef<HTMLButtonElement>(null);
  const disconnect = (data: "keep" | "takeBack") =>
    start(async () => {
      const result =
        data === "keep"
          ? await disconnectAccount({ id })
          : await takeBackConnection({ id, disconnect: true });
      setIsAsked(false);
      const words =
        data === "keep"
          ? `${account} disconnected. What came in is kept.`
          : `${account} disconnected. What it brought is being taken back.`;
      showToast(
        result.ok
          ? {
              text: words,
              action: { label: data === "keep" ? "Connect again" : "Import again", run: onConnect },
            }
          : { text: result.error.message, tone: "danger" },
      );
    });
  if (!isAsked) {
    return (
      <Button ref={opener} look="quiet" size={size} onClick={() => setIsAsked(true)}>
        Disconnect
      </Button>
    );
  }
  const cancel = () => {
    setIsAsked(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  return (
    <div
      role="group"
      aria-label={`Disconnect ${account}`}
      className="flex flex-wrap items-center gap-2"
      onKeyDown={(event) => event.key === "Escape" && cancel()}
    >
      <Button size={size} pending={isPending} autoFocus onClick={() => disconnect("keep")}>
        Disconnect, keep what came in
      </Button>
      <Button size={size} look="danger" pending={isPending} onClick={() => disconnect("takeBack")}>
        Disconnect and take it back
      </Button>
      <Button size={size} look="quiet" disabled={isPending} onClick={cancel}>
        Cancel
      </Button>
    </div>
  );
}
