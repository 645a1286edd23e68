"use client";

import { Plus } from "lucide-react";
import { type ReactElement, useEffect, useState, useTransition } from "react";

import type { SearchResult } from "#lib/schemas/search.ts";
import { createCompany } from "#components/actions/companies.ts";
import { read } from "#components/live/read.ts";
import { InlineError } from "#components/ui/inline-error.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useMay } from "#components/ui/rights.tsx";

interface CompanyPickerProps {
  trigger: ReactElement;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** There is one to let go of. */
  hasCompany: boolean;
  /** None is made. */
  onlyKnown?: boolean;
  onPick: (id: string | null) => void;
}

const settleMs = 150;
const option =
  "flex min-h-8 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-sunken max-md:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]";

/** Type to find a company, or to make one. */
export default function CompanyPicker({
  trigger,
  open,
  onOpenChange,
  hasCompany,
  onlyKnown = false,
  onPick,
}: CompanyPickerProps) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<{ words: string; items: SearchResult["items"] } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isPending, start] = useTransition();
  const mayMake = useMay("companies:write") && !onlyKnown;
  const words = typed.trim();

  useEffect(() => {
    if (!words) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      read<SearchResult>(
        `/search?query=${encodeURIComponent(words)}&kinds=company&limit=8`,
        abort.signal,
      ).then(
        (result) => {
          setError(result.ok ? null : result.error.message);
          if (result.ok) setFound({ words, items: result.data.items });
        },
        () => undefined,
      );
    }, settleMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [words]);

  const items = words && found ? found.items : [];
  const isKnown = found?.words === words;
  const exists = items.some(({ title }) => title.toLowerCase() === words.toLowerCase());
  const label = mayMake ? "Find or make a company" : "Find a company";
  const pick = (id: string | null) => {
    setTyped("");
    setError(null);
    onPick(id);
  };
  const make = () =>
    start(async () => {
      const result = await createCompany({ name: words });
      if (result.ok) pick(result.data.id);
      else setError(result.error.message);
    });

  return (
    <Popover
      trigger={trigger}
      label="Choose a company"
      open={open}
      onOpenChange={onOpenChange}
      className="p-2"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const [first] = items;
          if (isKnown && first) pick(first.id);
        }}
      >
        <Input
          aria-label={label}
          placeholder={label}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
      <ul className="mt-1">
        {items.map(({ id, title, subtitle }) => (
          <li key={id}>
            <button type="button" className={option} onClick={() => pick(id)}>
              <span className="truncate">{title}</span>
              <span className="truncate text-text-muted">{subtitle}</span>
            </button>
          </li>
        ))}
        {words && isKnown && !mayMake && items.length === 0 && (
          <li className="px-2 py-1.5 text-text-muted">No company is called so.</li>
        )}
        {words && isKnown && !exists && mayMake && (
          <li>
            <button type="button" className={option} disabled={isPending} onClick={make}>
              <Plus aria-hidden="true" />
              <span className="truncate">Make “{words}”</span>
            </button>
          </li>
        )}
        {hasCompany && !words && (
          <li>
            <button type="button" className={option} onClick={() => pick(null)}>
              No company
            </button>
          </li>
        )}
      </ul>
      {error && <InlineError message={error} className="px-2 py-1.5" />}
    </Popover>
  );
}
