"use client";

import { useState, useSyncExternalStore, useTransition } from "react";

import { formatDate } from "#lib/format/time.ts";
import type { ApiKey } from "#lib/schemas/api-keys.ts";
import { revokeApiKey } from "#components/actions/api-keys.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { scopeWords } from "./scope-words.ts";

const never = () => () => undefined;
const onTheMinute = () => Math.floor(Date.now() / 60_000) * 60_000;

/** One key: what it may, when it was used, and its end. */
export function KeyRow({ apiKey, isOwn }: { apiKey: ApiKey; isOwn: boolean }) {
  const { id, name, prefix, scopes, createdAt, expiresAt, revokedAt, lastUsedAt } = apiKey;
  const now = useSyncExternalStore(never, onTheMinute, () => null);
  const isExpired = expiresAt !== null && now !== null && Date.parse(expiresAt) <= now;
  const isOver = revokedAt !== null || isExpired;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-border px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 grow basis-64">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2">
          <span className="min-w-0 truncate font-medium">{name}</span>
          <span className="font-mono text-small text-text-muted">ocrm_{prefix}…</span>
          {!isOwn && <Badge>Somebody else’s</Badge>}
          {revokedAt && <Badge>Revoked</Badge>}
          {!revokedAt && isExpired && <Badge>Expired</Badge>}
        </p>
        <p className="break-words text-text-muted">{scopeWords(scopes)}</p>
        <p className="text-small text-text-muted">
          Made <Time at={createdAt} /> · {lastUsedAt ? "used " : "never used"}
          {lastUsedAt && <Time at={lastUsedAt} />}
          {!revokedAt && (expiresAt ? ` · until ${formatDate(expiresAt, "UTC")}` : " · does not expire")}
        </p>
      </div>
      {!isOver && <Revoke id={id} name={name} />}
    </li>
  );
}

/** Says beforehand that it is for good: no undo can bring a key back. */
function Revoke({ id, name }: { id: string; name: string }) {
  const [isAsked, setAsked] = useState(false);
  const [isPending, start] = useTransition();
  const revoke = () =>
    start(async () => {
      const result = await revokeApiKey({ id });
      showToast(result.ok ? { text: `${name} revoked` } : { text: result.error.message, tone: "danger" });
    });
  if (!isAsked) {
    return (
      <Button size="small" look="quiet" aria-label={`Revoke ${name}`} onClick={() => setAsked(true)}>
        Revoke
      </Button>
    );
  }
  return (
    <div role="group" aria-label={`Revoke ${name}`} className="flex flex-wrap items-center gap-2">
      <p>Programs with this key stop at once, and it never comes back.</p>
      <Button size="small" look="danger" autoFocus pending={isPending} onClick={revoke}>
        Revoke for good
      </Button>
      <Button size="small" look="quiet" disabled={isPending} onClick={() => setAsked(false)}>
        Keep it
      </Button>
    </div>
  );
}
