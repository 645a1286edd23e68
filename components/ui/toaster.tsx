"use client";

import { X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";

import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { SignInLink } from "./sign-in-link.tsx";
import { dismissToast, runToastAction, toastStore, undoLast } from "./toast-store.ts";
import { useKeys } from "./use-keys.ts";

const shownMs = 8_000;
/** How long the second click of a double click may take; it is not meant for what lay behind the toast. */
const coverMs = 500;

/** Where toasts appear: bottom left, eight seconds, longer while pointed at or focused. F8 goes there. */
export function Toaster() {
  const toast = useSyncExternalStore(toastStore.subscribe, toastStore.current, toastStore.none);
  const [held, setHeld] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const [cover, setCover] = useState<{ width: number; height: number } | null>(null);
  const id = toast?.id;

  useEffect(() => {
    if (id === undefined || held) return;
    const timer = setTimeout(() => dismissToast(id), shownMs);
    return () => clearTimeout(timer);
  }, [id, held]);

  useEffect(() => {
    if (!cover) return;
    const timer = setTimeout(() => setCover(null), coverMs);
    return () => clearTimeout(timer);
  }, [cover]);

  useKeys([
    {
      keys: "mod+z",
      label: "Undo what you just did",
      group: "Everywhere",
      run: () => (undoLast() ? undefined : false),
    },
    {
      keys: "F8",
      label: "Go to the message",
      group: "Everywhere",
      whileTyping: true,
      run: () => box.current?.querySelector("button")?.focus(),
    },
  ]);

  const coverUp = () => {
    const { offsetWidth: width = 0, offsetHeight: height = 0 } = box.current ?? {};
    setCover({ width, height });
  };
  const close = () => {
    setHeld(false);
    if (toast) dismissToast(toast.id);
  };

  return (
    <section
      aria-label="Messages (F8)"
      className="fixed bottom-4 left-4 z-50 max-w-[calc(100vw-2rem)] max-md:bottom-18"
    >
      <div
        ref={box}
        role="status"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
        onKeyDown={(event) => event.key === "Escape" && close()}
      >
        {toast && (
          <div
            key={toast.id}
            className="rise flex items-center gap-2 rounded-card border border-border bg-raised py-1.5 pr-1.5 pl-3.5 shadow-float"
          >
            <p className={cn("min-w-0 break-words", toast.tone === "danger" && "text-danger")}>
              {toast.text}
            </p>
            <SignInLink words={toast.text} />
            {toast.action && (
              <Button
                size="small"
                look="quiet"
                className="text-accent"
                onClick={() => {
                  setHeld(false);
                  coverUp();
                  runToastAction(toast);
                }}
              >
                {toast.action.label}
              </Button>
            )}
            <Button
              size="small"
              look="quiet"
              aria-label="Dismiss"
              className="w-7 px-0"
              onClick={() => {
                coverUp();
                close();
              }}
            >
              <X aria-hidden="true" />
            </Button>
          </div>
        )}
      </div>
      {cover && <div aria-hidden="true" data-cover className="absolute bottom-0 left-0" style={cover} />}
    </section>
  );
}
