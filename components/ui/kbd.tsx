import { cn } from "./cn.ts";

const words: Record<string, string> = { Enter: "⏎", space: "Space", Escape: "Esc", Backspace: "⌫" };

function face(key: string): string {
  if (key.startsWith("mod+")) return `⌘${face(key.slice("mod+".length))}`;
  return words[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** A key as people see it: "mod+k" is ⌘K, "g t" is G then T. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-1", className)}>
      {keys.split(" ").map((key, index) => (
        <kbd
          key={index}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-[4px] border border-border px-1 font-sans text-small text-text-muted"
        >
          {face(key)}
        </kbd>
      ))}
    </span>
  );
}
