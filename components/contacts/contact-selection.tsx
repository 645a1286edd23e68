"use client";

import { Tag as TagIcon, Trash2, Undo2 } from "lucide-react";

import { countOf } from "#lib/format/number.ts";
import { deleteContact, restoreContact } from "#components/actions/contacts.ts";
import { addTag, removeTag } from "#components/actions/tags.ts";
import { useBulk } from "#components/live/use-bulk.ts";
import type { Tag } from "#components/tags/tag.ts";
import { TagPickerButton } from "#components/tags/tag-picker-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { SelectionBar } from "#components/ui/selection-bar.tsx";
import type { Selection } from "#components/ui/use-selection.ts";

interface ContactSelectionProps {
  selection: Selection;
  tags: readonly Tag[];
  bin: boolean;
  /** Takes rows out of sight at once, or brings them back. */
  onHide: (ids: readonly string[], isHidden: boolean) => void;
}

const contacts = (count: number) => countOf(count, "contact");
const remove = (id: string) => deleteContact({ id });
const restore = (id: string) => restoreContact({ id });

/** What can be done with the selected contacts; all of it can be undone. */
export function ContactSelection({ selection, tags, bin, onHide }: ContactSelectionProps) {
  const { isPending, run } = useBulk(selection);
  const tag = ({ id: tagId, name }: Tag) =>
    run({
      change: (contactId) => addTag({ contactId, tagId }),
      back: (contactId) => removeTag({ contactId, tagId }),
      words: (count) => `${contacts(count)} tagged “${name}”`,
    });
  return (
    <SelectionBar selection={selection} words={`${contacts(selection.ids.size)} selected`}>
      {bin ? (
        <Button
          size="small"
          pending={isPending}
          onClick={() =>
            run({ change: restore, back: remove, words: (count) => `${contacts(count)} restored`, onHide })
          }
        >
          <Undo2 aria-hidden="true" /> Restore
        </Button>
      ) : (
        <>
          <IfMay permission="tags:write">
            <TagPickerButton tags={tags} onPick={tag}>
              <TagIcon aria-hidden="true" /> Add tag
            </TagPickerButton>
          </IfMay>
          <Button
            look="danger"
            size="small"
            pending={isPending}
            onClick={() =>
              run({ change: remove, back: restore, words: (count) => `${contacts(count)} deleted`, onHide })
            }
          >
            <Trash2 aria-hidden="true" /> Delete
          </Button>
        </>
      )}
    </SelectionBar>
  );
}
