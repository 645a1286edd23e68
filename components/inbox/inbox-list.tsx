"use client";

import { useSearchParams, useSelectedLayoutSegment } from "next/navigation";
import { useRef, useState } from "react";

import { FilterChip } from "#components/ui/chip.tsx";
import { Input } from "#components/ui/input.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";
import { useSettled } from "#components/ui/use-settled.ts";

import { filterOf, filters, type FirstThreads, type InboxFilter, inboxQuery } from "./filters.ts";
import { ThreadList } from "./thread-list.tsx";

/** The left of the inbox: filters, search and the conversations. j and k walk them, Enter opens, "/" searches. */
export function InboxList({ first }: { first: FirstThreads }) {
  const filter = filterOf(useSearchParams().get("filter"));
  const openId = useSelectedLayoutSegment();
  const [typed, setTyped] = useState("");
  const text = useSettled(typed.trim());
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  useListKeys({ list, search });

  // The list is asked for by this component: the server need not write the page again.
  const choose = (value: InboxFilter) =>
    window.history.replaceState(null, "", `${window.location.pathname}${inboxQuery(value)}`);

  return (
    <>
      <div className="sticky top-12 z-10 grid gap-2 border-b border-border bg-surface p-2 @3xl/inbox:top-0">
        <Input
          ref={search}
          type="search"
          aria-label="Search mail"
          aria-keyshortcuts="/"
          placeholder="Search mail"
          maxLength={200}
          className="[&::-webkit-search-cancel-button]:grayscale"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && setTyped("")}
        />
        <div role="group" aria-label="Which conversations" className="flex flex-wrap gap-1.5">
          {filters.map(({ value, label }) => (
            <FilterChip key={value} pressed={value === filter} onPressedChange={() => choose(value)}>
              {label}
            </FilterChip>
          ))}
        </div>
      </div>
      <div ref={list}>
        <ThreadList
          key={`${filter} ${text}`}
          filter={filter}
          text={text}
          first={first.filter === filter && !text ? first.page : null}
          hasAny={first.hasAny}
          openId={openId}
        />
      </div>
    </>
  );
}
