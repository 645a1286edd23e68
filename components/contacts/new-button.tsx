"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ComponentType, useState } from "react";

import type { Permission } from "#lib/schemas/permissions.ts";
import { Button } from "#components/ui/button.tsx";
import { Loaded } from "#components/ui/loaded.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { useKeys } from "#components/ui/use-keys.ts";

interface NewButtonProps {
  /** "New contact". */
  label: string;
  /** What making one wants. */
  permission: Permission;
  /** The page without "?new". */
  href: string;
  /** The address asks for the form: "?new". */
  asked: boolean;
  /** The form, in a dialog. The same function every time. */
  load: () => Promise<{ default: ComponentType<{ onClose: () => void }> }>;
}

/** "+ New" of a list, also by c; the form is fetched when it is first wanted. */
export function NewButton({ label, permission, href, asked, load }: NewButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(asked);
  const [wasAsked, setWasAsked] = useState(asked);
  if (asked !== wasAsked) {
    setWasAsked(asked);
    if (asked) setOpen(true);
  }
  const mayWrite = useMay(permission);
  useKeys(mayWrite ? [{ keys: "c", label, group: "On this page", run: () => setOpen(true) }] : []);
  const close = () => {
    setOpen(false);
    if (asked) router.replace(href, { scroll: false });
  };
  if (!mayWrite) return null;
  return (
    <>
      <Button
        look="primary"
        aria-label={label}
        aria-haspopup="dialog"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
      >
        <Plus aria-hidden="true" /> New
      </Button>
      {isOpen && <Loaded load={load} props={{ onClose: close }} />}
    </>
  );
}
