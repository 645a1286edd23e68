"use client";

import type { KeyboardEvent, PointerEvent } from "react";

import { resizeAssistant } from "./assistant-state.ts";
import { assistantWidth } from "./preferences.ts";

const stepPx = 16;

/** The left edge of the assistant: dragged, or moved with the arrow keys. */
export function WidthHandle({ widthPx }: { widthPx: number }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: widthPx + stepPx,
      ArrowRight: widthPx - stepPx,
      Home: assistantWidth.most,
      End: assistantWidth.least,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    resizeAssistant(to);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      resizeAssistant(document.documentElement.clientWidth - event.clientX);
    }
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label="Width of the assistant"
      aria-orientation="vertical"
      aria-valuenow={widthPx}
      aria-valuemin={assistantWidth.least}
      aria-valuemax={assistantWidth.most}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none transition-colors hover:bg-accent-soft"
    />
  );
}
