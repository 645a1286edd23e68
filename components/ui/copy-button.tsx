"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <button
      type="button"
      aria-label={copied ? "Copied" : label}
      title={label}
      onClick={() => void copy()}
      className="inline-flex size-6 items-center justify-center rounded-control text-text-muted hover:text-text"
    >
      <Icon aria-hidden="true" className="size-3.5 stroke-[1.5]" />
    </button>
  );
}
