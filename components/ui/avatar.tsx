import { cn } from "./cn.ts";

const sizes = { small: "size-5 text-[0.625rem]", normal: "size-7 text-small", large: "size-10 text-heading" };

interface AvatarProps {
  /** Of a person or a company. */
  name: string;
  size?: keyof typeof sizes;
  shape?: "person" | "company";
  className?: string;
}

/** Initials in grey; the name stands beside it, so it is not read out. */
export function Avatar({ name, size = "normal", shape = "person", className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex shrink-0 items-center justify-center bg-sunken font-medium text-text-muted select-none",
        shape === "person" ? "rounded-full" : "rounded-control",
        sizes[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** "Ada Byron" gives "AB", "acme.example" gives "A". */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const chosen = name.includes(" ") && words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return (
    chosen
      .map((word) => [...(word ?? "")][0] ?? "")
      .join("")
      .toUpperCase() || "?"
  );
}
