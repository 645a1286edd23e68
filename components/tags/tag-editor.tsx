"use client";

import { Plus, X } from "lucide-react";
import { useOptimistic, useTransition } from "react";

import { addTag, removeTag } from "#components/actions/tags.ts";
import { act } from "#components/live/act.ts";

import { IfMay } from "#components/ui/rights.tsx";

import type { Tag } from "./tag.ts";
import { TagPickerButton } from "./tag-picker-button.tsx";

interface TagEditorProps {
  contactId: string;
  /** Those it has. */
  tags: readonly Tag[];
  /** Those there are. */
  all: readonly Tag[];
}

/** The tags of a contact, each with its way off, and the way to another. */
export function TagEditor({ contactId, tags, all }: TagEditorProps) {
  const [shown, setShown] = useOptimistic(tags);
  const [, start] = useTransition();

  const add = (tag: Tag) =>
    start(async () => {
      const link = { contactId, tagId: tag.id };
      setShown([...tags, tag]);
      await act(
        () => addTag(link),
        `Tagged “${tag.name}”`,
        () => removeTag(link),
      );
    });
  const remove = (tag: Tag) =>
    start(async () => {
      const link = { contactId, tagId: tag.id };
      setShown(tags.filter(({ id }) => id !== tag.id));
      await act(
        () => removeTag(link),
        `Tag “${tag.name}” taken off`,
        () => addTag(link),
      );
    });

  return (
    <span className="flex flex-wrap items-center gap-1">
      {shown.map((tag) => (
        <span
          key={tag.id}
          className="inline-flex h-6 max-w-full items-center rounded-full border border-border pl-2 text-small"
        >
          <span className="truncate">{tag.name}</span>
          <IfMay permission="tags:write" otherwise={<span className="w-2" />}>
            <button
              type="button"
              aria-label={`Take off the tag ${tag.name}`}
              onClick={() => remove(tag)}
              className="inline-flex size-6 items-center justify-center rounded-full text-text-muted hover:text-text"
            >
              <X aria-hidden="true" className="size-3.5 stroke-[1.5]" />
            </button>
          </IfMay>
        </span>
      ))}
      <IfMay permission="tags:write">
        <TagPickerButton tags={all} without={new Set(shown.map(({ id }) => id))} onPick={add}>
          <Plus aria-hidden="true" /> Tag
        </TagPickerButton>
      </IfMay>
    </span>
  );
}
