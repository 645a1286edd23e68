"use client";

import { Plus } from "lucide-react";
import { type ReactElement, useState, useTransition } from "react";

import { createTag } from "#components/actions/tags.ts";
import { InlineError } from "#components/ui/inline-error.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";

import type { Tag } from "./tag.ts";

interface TagPickerProps {
  tags: readonly Tag[];
  without?: ReadonlySet<string>;
  trigger: ReactElement;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPick: (tag: Tag) => void;
}

const shownAtMost = 8;
const option =
  "flex min-h-8 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-sunken max-md:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]";

/** Type to find a tag, or to make one. */
export default function TagPicker({ tags, without, trigger, open, onOpenChange, onPick }: TagPickerProps) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isPending, start] = useTransition();
  const words = typed.trim().toLowerCase();
  const found = tags.filter(({ id, name }) => !without?.has(id) && name.toLowerCase().includes(words));
  const exists = tags.some(({ name }) => name.toLowerCase() === words);

  const pick = (tag: Tag) => {
    setTyped("");
    setError(null);
    onOpenChange(false);
    onPick(tag);
  };
  const make = () =>
    start(async () => {
      const result = await createTag({ name: typed.trim() });
      if (result.ok) pick(result.data);
      else setError(result.error.message);
    });
  const first = () => {
    const [tag] = found;
    if (tag && (exists || words === "")) pick(tag);
    else if (words !== "" && !exists) make();
  };

  return (
    <Popover
      trigger={trigger}
      label="Choose a tag"
      open={open}
      onOpenChange={onOpenChange}
      className="w-64 p-2"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) first();
        }}
      >
        <Input
          aria-label="Find or make a tag"
          placeholder="Find or make a tag"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
      <ul className="mt-1">
        {found.slice(0, shownAtMost).map((tag) => (
          <li key={tag.id}>
            <button type="button" className={option} onClick={() => pick(tag)}>
              <span className="truncate">{tag.name}</span>
            </button>
          </li>
        ))}
        {words !== "" && !exists && (
          <li>
            <button type="button" className={option} disabled={isPending} onClick={make}>
              <Plus aria-hidden="true" />
              <span className="truncate">Make “{typed.trim()}”</span>
            </button>
          </li>
        )}
      </ul>
      {found.length === 0 && words === "" && (
        <p className="px-2 py-1.5 text-text-muted">There are no tags yet. Type a name to make one.</p>
      )}
      {error && <InlineError message={error} className="px-2 py-1.5" />}
    </Popover>
  );
}
