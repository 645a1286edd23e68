"use client";

import { useTransition } from "react";

import { disconnectAccount } from "#server/actions/connections.ts";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";

interface DisconnectProps {
  id: string;
  account: string;
  /** Connects it again as it was. */
  onConnect: () => void;
}

/** Ends the access at once; what came in stays, and connecting again leads back. */
export function Disconnect({ id, account, onConnect }: DisconnectProps) {
  const [isPending, start] = useTransition();
  const disconnect = () =>
    start(async () => {
      const result = await disconnectAccount({ id });
      showToast(
        result.ok
          ? {
              text: `${account} disconnected. What came in is kept.`,
              action: { label: "Connect again", run: onConnect },
            }
          : { text: result.error.message, tone: "danger" },
      );
    });
  return (
    <Button look="quiet" pending={isPending} onClick={disconnect}>
      Disconnect
    </Button>
  );
}
