interface NoteAreaProps {
  label: string;
  placeholder?: string;
  value: string;
  rows: number;
  autoFocus?: boolean;
  onValueChange: (value: string) => void;
}

/** Where a note is written: ⌘⏎ or Ctrl ⏎ saves it. */
export function NoteArea({
  label,
  placeholder,
  value,
  rows,
  autoFocus = false,
  onValueChange,
}: NoteAreaProps) {
  return (
    <textarea
      aria-label={label}
      placeholder={placeholder}
      autoFocus={autoFocus}
      rows={rows}
      value={value}
      onChange={(event) => onValueChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        event.currentTarget.form?.requestSubmit();
      }}
      className="field-sizing-content max-h-80 w-full min-w-0 resize-y rounded-control border border-border-control bg-surface px-2.5 py-1.5 placeholder:text-text-muted max-md:text-[1rem]"
    />
  );
}
