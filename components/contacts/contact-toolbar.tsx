"use client";

import { Trash2, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";

import type { Tag } from "#components/tags/tag.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { FilterChip } from "#components/ui/chip.tsx";
import { Select } from "#components/ui/select.tsx";

import { type ContactFilter, contactsHref } from "./filter.ts";

const sorts = [
  { value: "lastInteraction", label: "By last touch" },
  { value: "name", label: "By name" },
  { value: "recent", label: "Newest first" },
] as const;

const anyTag = "any";

interface ContactToolbarProps {
  filter: ContactFilter;
  companyName: string | null;
  tags: readonly Tag[];
}

/** How the list is sorted and narrowed; the address says it, so that it can be kept. */
export function ContactToolbar({ filter, companyName, tags }: ContactToolbarProps) {
  const router = useRouter();
  const go = (change: Partial<ContactFilter>) =>
    router.replace(contactsHref({ ...filter, ...change }), { scroll: false });
  return (
    <>
      <Select
        aria-label="Sort"
        value={filter.sort}
        options={sorts}
        className="max-md:grow"
        onChange={(sort) => go({ sort })}
      />
      {(tags.length > 0 || filter.tagId !== null) && (
        <Select
          aria-label="Tag"
          value={filter.tagId ?? anyTag}
          options={[
            { value: anyTag, label: "Any tag" },
            ...tags.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          className="max-w-44 max-md:grow"
          onChange={(value) => go({ tagId: value === anyTag ? null : value })}
        />
      )}
      {filter.companyId && (
        <Link
          href={contactsHref({ ...filter, companyId: null })}
          aria-label={`Not only ${companyName ?? "this company"}`}
          className={buttonStyle({ look: "secondary", className: "min-w-0 max-w-56 shrink!" })}
        >
          <span className="truncate">{companyName ?? "One company"}</span> <X aria-hidden="true" />
        </Link>
      )}
      <FilterChip
        icon={<Trash2 aria-hidden="true" />}
        pressed={filter.bin}
        onPressedChange={(bin) => go({ bin })}
        className="ml-auto"
      >
        Bin
      </FilterChip>
    </>
  );
}
