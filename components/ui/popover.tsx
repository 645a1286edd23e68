"use client";

import "./nonce.ts";

import * as Radix from "radix-ui/popover";
import type { ReactElement, ReactNode, RefObject } from "react";

import { cn } from "./cn.ts";

const boxStyle =
  "rise z-50 max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card border border-border bg-raised p-3 shadow-float focus:outline-none";

interface PopoverProps {
  trigger: ReactElement;
  /** Read out as its name. */
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

/** Something small beside what opened it: a filter, a "why?". */
export function Popover({
  trigger,
  label,
  open,
  onOpenChange,
  align = "start",
  className,
  children,
}: PopoverProps) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(boxStyle, className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface AnchoredPopoverProps {
  /** What it stands beside; the keyboard goes back there. */
  anchor: RefObject<HTMLElement>;
  /** Read out as its name. */
  label: string;
  onClose: () => void;
  side?: "top" | "right" | "bottom" | "left";
  /** A selector: what is done inside of these leaves it open. */
  staysFor?: string;
  className?: string;
  children: ReactNode;
}

/** One popover for many places: open as long as it is rendered, beside whichever element is named. */
export function AnchoredPopover({
  anchor,
  label,
  onClose,
  side = "bottom",
  staysFor,
  className,
  children,
}: AnchoredPopoverProps) {
  const isBeside = (element: EventTarget | null) =>
    staysFor !== undefined && element instanceof Element && element.closest(staysFor) !== null;
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Anchor virtualRef={anchor} />
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          side={side}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          // What was pressed to open it closes it by itself.
          onInteractOutside={(event) => {
            const isAnchor = event.target instanceof Node && anchor.current.contains(event.target);
            if (isAnchor || isBeside(event.target)) event.preventDefault();
          }}
          onEscapeKeyDown={(event) => {
            if (isBeside(document.activeElement)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current.focus();
          }}
          className={cn(boxStyle, className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
