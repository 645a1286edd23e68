"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ComponentType, useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Loaded } from "#components/ui/loaded.tsx";
import { useMayWrite } from "#components/ui/may-write.tsx";
import { useKeys } from "#components/ui/use-keys.ts";

interface NewButtonProps {
  /** "New contact". */
  label: string;
  /** The page without "?new". */
  href: string;
  /** The address asks for the form: "?new". */
  asked: boolean;
  /** The form, in a dialog. The same function every time. */
  load: () => Promise<{ default: ComponentType<{ onClose: () => void }> }>;
}

/** "+ New" of a list, also by c; the form is fetched when it is first wanted. */
export function NewButton({ label, href, asked, load }: NewButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(asked);
  const [wasAsked, setWasAsked] = useState(asked);
  if (asked !== wasAsked) {
    setWasAsked(asked);
    if (asked) setOpen(true);
  }
  const mayWrite = useMayWrite();
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
