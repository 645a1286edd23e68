"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";

import type { ActorKind, ChangeSetPage, ChangeSetSummary } from "#lib/schemas/change-sets.ts";
import { useAnnounced } from "#components/live/use-announced.ts";
import { usePages } from "#components/live/use-pages.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Select } from "#components/ui/select.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";

import { ChangeRow } from "./change-row.tsx";

export interface ActivityFilter {
  by: ActorKind | null;
  recordId: string | null;
}

interface ActivityViewProps {
  first: ChangeSetPage;
  /** A change that the address names: it stands first, open. */
  named: ChangeSetSummary | null;
  filter: ActivityFilter;
  ownId: string;
}

const everybody = "everybody";
const whoOptions: { value: ActorKind | typeof everybody; label: string }[] = [
  { value: everybody, label: "By anybody" },
  { value: "user", label: "By people" },
  { value: "assistant", label: "By the assistant" },
  { value: "apiKey", label: "By API keys" },
  { value: "mcp", label: "By programs (MCP)" },
  { value: "automation", label: "By automations" },
  { value: "job", label: "By jobs" },
  { value: "system", label: "By OmniCRM itself" },
];

/** The address of what is filtered so; also what is read from the API. */
function queryOf({ by, recordId }: ActivityFilter, names: { by: string; recordId: string }): string {
  const query = new URLSearchParams();
  if (by) query.set(names.by, by);
  if (recordId) query.set(names.recordId, recordId);
  return query.size === 0 ? "" : `?${query}`;
}

const pathOf = (filter: ActivityFilter) => `/activity${queryOf(filter, { by: "by", recordId: "record" })}`;

/** Everything that was changed, newest first. */
export function ActivityView({ first, named, filter, ownId }: ActivityViewProps) {
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState(named?.id ?? null);
  const path = `/change-sets${queryOf(filter, { by: "actorKind", recordId: "recordId" })}`;
  const pages = usePages<ChangeSetSummary>(path, first);
  useListKeys({ list });
  useAnnounced(
    [
      "contact.created",
      "contact.updated",
      "contact.deleted",
      "task.changed",
      "note.changed",
      "company.changed",
      "tag.changed",
      "batch.changed",
      "change_set.reverted",
    ],
    pages.items.length <= first.items.length,
  );
  const items = named ? [named, ...pages.items.filter(({ id }) => id !== named.id)] : pages.items;
  const subject = filter.recordId ? pages.items[0]?.subject?.label : null;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <Select
          aria-label="Who did it"
          value={filter.by ?? everybody}
          options={whoOptions}
          onChange={(value) => router.replace(pathOf({ ...filter, by: value === everybody ? null : value }))}
        />
        {filter.recordId && (
          <Link
            href={pathOf({ ...filter, recordId: null })}
            aria-label="Show all records again"
            className={buttonStyle({ look: "secondary" })}
          >
            {subject ?? "One record"} <X aria-hidden="true" />
          </Link>
        )}
        {named && (
          <Link href={pathOf(filter)} className={buttonStyle({ look: "quiet" })}>
            Show everything
          </Link>
        )}
      </div>
      <Card aria-label="What changed">
        {items.length === 0 ? (
          <EmptyState
            action={
              <Link href="/contacts" className={buttonStyle()}>
                To your contacts
              </Link>
            }
          >
            Every change will stand here, with who made it and why, and can be taken back.
          </EmptyState>
        ) : (
          <ul ref={list}>
            {items.map((change) => (
              <ChangeRow
                key={change.id}
                change={change}
                ownId={ownId}
                isOpen={open === change.id}
                onToggle={() => setOpen(open === change.id ? null : change.id)}
              />
            ))}
          </ul>
        )}
        {pages.error && (
          <ErrorState className="m-4" message={pages.error.message} requestId={pages.error.requestId} />
        )}
        {pages.hasMore && <ShowMore pending={pages.isLoading} onMore={pages.more} whenSeen />}
      </Card>
    </>
  );
}
