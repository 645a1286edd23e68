"use client";

import { TriangleAlert } from "lucide-react";

import type { GoogleGrant } from "#lib/schemas/connections.ts";
import { Button } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";

import { useStartGoogle } from "./use-start-google.ts";

interface GoogleReconnectBannerProps {
  connection: { id: string; account: string; scopes: readonly GoogleGrant[] };
}

/** Google ended the access: what came in stays, what is new waits until it is connected again. */
export function GoogleReconnectBanner({ connection: { id, account, scopes } }: GoogleReconnectBannerProps) {
  const [isPending, start] = useStartGoogle();
  const grants: GoogleGrant[] = scopes.length > 0 ? [...scopes] : ["gmail", "calendar"];
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-warning-soft px-3 py-2"
    >
      <p className="flex min-w-0 grow basis-60 gap-2.5">
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-warning" />
        <span className="min-w-0 break-words">
          Google asks you to connect <strong className="font-medium">{account}</strong> again. All that came
          in is kept; nothing new comes in until then.
        </span>
      </p>
      <IfMay permission="sync:write">
        <Button
          size="small"
          look="primary"
          pending={isPending}
          onClick={() => start({ grants, connectionId: id })}
        >
          Connect again
        </Button>
      </IfMay>
    </div>
  );
}
