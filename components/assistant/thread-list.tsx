"use client";

import { type KeyboardEvent, useRef, useState } from "react";

import type { ThreadPage } from "#lib/schemas/chat-threads.ts";
import { SearchInput } from "#components/contacts/search-input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useKeys } from "#components/ui/use-keys.ts";
import { useSettled } from "#components/ui/use-settled.ts";

import { ThreadRows } from "./thread-rows.tsx";

interface ThreadListProps {
  currentId: string | null;
  /** The first page of those that are not archived. */
  initial: ThreadPage | null;
  /** "/" goes to its search; beside another page that page's has it. */
  hasKeys?: boolean;
  onOpen: (threadId: string | null) => void;
}

const lists = [
  { value: "recent", label: "Recent", path: "archived=false", empty: "Your conversations will stand here." },
  {
    value: "archived",
    label: "Archived",
    path: "archived=true",
    empty: "You have archived no conversation.",
  },
  { value: "bin", label: "Bin", path: "deleted=true", empty: "You have deleted no conversation." },
] as const;

/** Your conversations with the assistant, and the search among them. Nobody else sees them. */
export function ThreadList({ currentId, initial, hasKeys = false, onOpen }: ThreadListProps) {
  const [shown, setShown] = useState<(typeof lists)[number]["value"]>("recent");
  const [typed, setTyped] = useState("");
  const query = useSettled(typed.trim());
  const list = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useKeys(hasKeys ? [{ keys: "/", label: "Search this list", group: "In a list", run: toSearch }] : []);

  function toSearch(): void | false {
    const field = search.current;
    // On a narrow page the list is there, and not in sight.
    if (!field?.checkVisibility()) return false;
    field.focus();
  }
  // Escape empties the field, and does not also stop an answer.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && typed !== "") event.stopPropagation();
  };
  const { path, empty } = lists.find(({ value }) => value === shown) ?? lists[0];
  const rows = {
    currentId,
    onOpen,
    onGone: (threadId: string) => (threadId === currentId ? onOpen(null) : list.current?.focus()),
  };
  return (
    <nav
      ref={list}
      tabIndex={-1}
      aria-label="Conversations"
      className="grid min-h-0 grow grid-cols-[minmax(0,1fr)] content-start gap-2 overflow-y-auto p-2 focus:outline-none"
    >
      <div onKeyDown={onKeyDown}>
        <SearchInput
          ref={search}
          className="w-full"
          label="Search your conversations"
          placeholder="Search what was said"
          hasKeys={hasKeys}
          value={typed}
          onValueChange={setTyped}
        />
      </div>
      {query === "" ? (
        <>
          <Segmented
            className="justify-self-start"
            label="Which conversations"
            value={shown}
            options={lists.map(({ value, label }) => ({ value, label }))}
            onChange={setShown}
          />
          <ThreadRows
            key={shown}
            {...rows}
            path={`/chat?limit=30&${path}`}
            initial={shown === "recent" ? initial : null}
            empty={empty}
          />
        </>
      ) : (
        <ThreadRows
          key={`search ${query}`}
          {...rows}
          path={`/chat/search?limit=30&query=${encodeURIComponent(query)}`}
          initial={null}
          isSearch
          empty={`No conversation has all of “${query}”. Try fewer words, or their beginnings.`}
        />
      )}
    </nav>
  );
}
