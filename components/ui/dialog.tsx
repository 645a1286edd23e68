"use client";

import "./nonce.ts";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";

import { Button } from "./button.tsx";
import { cn } from "./cn.ts";

interface LayerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One sentence below the title. */
  description?: ReactNode;
  className?: string;
  /** The title is read out, not seen; there is no button to close it but Escape and a click beside it. */
  titleHidden?: boolean;
  /** Focus goes back to what opened it, unless this sends it elsewhere. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
}

interface SheetProps extends LayerProps {
  side?: "right" | "bottom";
}

const dim = "rise fixed inset-0 z-40 bg-[oklch(0.2_0.02_230/35%)]";
const box = "fixed z-50 flex flex-col border-border bg-raised shadow-float focus:outline-none";

/** Something to decide or to fill in, before the page goes on. */
export function Dialog({ className, ...rest }: LayerProps) {
  return (
    <Layer
      {...rest}
      className={cn(
        "rise inset-x-3 top-[12vh] mx-auto max-h-[76dvh] max-w-lg rounded-card border",
        className,
      )}
    />
  );
}

/** A side of the page, or on phones what comes up from below. */
export function Sheet({ side = "right", className, ...rest }: SheetProps) {
  return (
    <Layer
      {...rest}
      className={cn(
        side === "right"
          ? "slide-in inset-y-0 right-0 w-[min(30rem,100vw)] border-l"
          : "rise inset-x-0 bottom-0 max-h-[85dvh] rounded-t-card border-t pb-[env(safe-area-inset-bottom)]",
        className,
      )}
    />
  );
}

function Layer({
  open,
  onOpenChange,
  title,
  description,
  className,
  titleHidden = false,
  onCloseAutoFocus,
  children,
}: LayerProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={dim} />
        <Radix.Content
          className={cn(box, className)}
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focusFirstField}
          {...(onCloseAutoFocus ? { onCloseAutoFocus } : {})}
        >
          <div className={cn("flex shrink-0 items-start gap-3 py-3 pr-2 pl-4", titleHidden && "sr-only")}>
            <div className="min-w-0 grow py-1">
              <Radix.Title className="text-heading font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="text-text-muted">{description}</Radix.Description>
              )}
            </div>
            {!titleHidden && (
              <Radix.Close asChild>
                <Button look="quiet" size="icon" aria-label="Close">
                  <X aria-hidden="true" />
                </Button>
              </Radix.Close>
            )}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Into the first field, or onto the layer itself; not onto the button that closes it. */
function focusFirstField(event: Event): void {
  const { currentTarget: layer } = event;
  if (!(layer instanceof HTMLElement)) return;
  event.preventDefault();
  const field = layer.querySelector<HTMLElement>(
    "input:not([type=radio], [type=checkbox]), textarea, select",
  );
  (field ?? layer).focus();
}

/** What scrolls inside a dialog or a sheet. */
export function DialogBody({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("min-h-0 overflow-y-auto px-4 pb-4", className)}>{children}</div>;
}

/** The acts of a dialog, the primary one last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="flex shrink-0 flex-wrap justify-end gap-2 border-t border-border px-4 py-3">
      {children}
    </div>
  );
}
