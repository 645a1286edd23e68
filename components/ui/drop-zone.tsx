"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useState } from "react";

import { cn } from "./cn.ts";
import { type DroppedFile, droppedFiles } from "./dropped-files.ts";

interface DropZoneProps {
  /** For the file dialog, like ".mbox,.eml"; left out where a file may be called anything. */
  accept?: string | undefined;
  label: ReactNode;
  hint: ReactNode;
  disabled?: boolean;
  /** What was chosen, or dropped: of a folder all that lies in it. */
  onFiles: (files: DroppedFile[]) => void;
}

/** A file input that is also a place to drop files and folders on. The input itself is what the keyboard reaches. */
export function DropZone({ accept, label, hint, disabled = false, onFiles }: DropZoneProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (files: DroppedFile[]) => {
    if (!disabled) onFiles(files);
  };
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver && !disabled);
  };
  return (
    <div
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        // What cannot be read holds nothing.
        void droppedFiles(event.dataTransfer).then(take, () => take([]));
      }}
      className={cn(
        "relative flex flex-col items-center justify-center gap-1 rounded-card border border-dashed border-border-control px-4 py-7 text-center transition-colors focus-within:border-accent hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
        over && "border-accent bg-accent-soft hover:bg-accent-soft",
      )}
    >
      <FileUp aria-hidden="true" className="mb-1 size-5 stroke-[1.5] text-text-muted" />
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <p id={`${id}-hint`} className="max-w-prose text-balance text-text-muted">
        {hint}
      </p>
      <input
        id={id}
        type="file"
        multiple
        accept={accept}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          take([...(event.target.files ?? [])].map((file) => ({ file, isInFolder: false })));
          // The same file may be chosen again after an error.
          event.target.value = "";
        }}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </div>
  );
}
