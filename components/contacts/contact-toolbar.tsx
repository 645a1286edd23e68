"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";

import type { ContactPage } from "#lib/schemas/contacts.ts";
import type { Tag } from "#components/tags/tag.ts";
import { FilterChip } from "#components/ui/chip.tsx";
import { ListCount } from "#components/ui/list-count.tsx";
import { Select } from "#components/ui/select.tsx";

import { CompanyChoice } from "./company-choice.tsx";
import { type ContactFilter, contactsHref, quietChoices } from "./filter.ts";

const sorts = [
  { value: "lastInteraction", label: "By last touch" },
  { value: "name", label: "By name" },
  { value: "recent", label: "Newest first" },
] as const;

const any = "any";
const quiets = [
  { value: any, label: "Quiet or not" },
  ...quietChoices.map((days) => ({ value: String(days), label: `Quiet for ${days} days` })),
];

interface ContactToolbarProps {
  filter: ContactFilter;
  /** What is searched for besides. */
  words: string;
  companyName: string | null;
  tags: readonly Tag[];
  owners: readonly { id: string; name: string }[];
  /** How many there are; left out while something is searched for. */
  count: ContactPage["count"];
}

/** How the list is sorted and narrowed, and how many it holds; the address says it, so that it can be kept. */
export function ContactToolbar({ filter, words, companyName, tags, owners, count }: ContactToolbarProps) {
  const router = useRouter();
  const go = (change: Partial<ContactFilter>) =>
    router.replace(contactsHref({ ...filter, ...change }, words), { scroll: false });
  const { ownerId, quietDays } = filter;
  const isKnown = owners.some(({ id }) => id === ownerId);
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
          value={filter.tagId ?? any}
          options={[
            { value: any, label: "Any tag" },
            ...tags.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          className="max-w-44 max-md:grow"
          onChange={(value) => go({ tagId: value === any ? null : value })}
        />
      )}
      {(owners.length > 1 || ownerId !== null) && (
        <Select
          aria-label="Owner"
          value={ownerId ?? any}
          options={[
            { value: any, label: "Any owner" },
            ...owners.map(({ id, name }) => ({ value: id, label: name })),
            ...(ownerId !== null && !isKnown ? [{ value: ownerId, label: "Somebody else" }] : []),
          ]}
          className="max-w-44 max-md:grow"
          onChange={(value) => go({ ownerId: value === any ? null : value })}
        />
      )}
      <Select
        aria-label="How long quiet"
        value={quietDays === null ? any : String(quietDays)}
        options={quiets}
        className="max-md:grow"
        onChange={(value) => go({ quietDays: value === any ? null : Number(value) })}
      />
      <CompanyChoice
        companyId={filter.companyId}
        companyName={companyName}
        onChoose={(companyId) => go({ companyId })}
      />
      <span className="ml-auto flex items-center gap-3">
        {count && <ListCount count={count} one="person" many="people" />}
        <FilterChip
          icon={<Trash2 aria-hidden="true" />}
          pressed={filter.bin}
          onPressedChange={(bin) => go({ bin })}
        >
          Bin
        </FilterChip>
      </span>
    </>
  );
}
