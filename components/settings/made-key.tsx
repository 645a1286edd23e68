"use client";

import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { ViewHeading } from "#components/ui/view-heading.tsx";

interface MadeKeyProps {
  name: string;
  secret: string;
  onClose: () => void;
}

/** The key itself, which is kept nowhere. */
export function MadeKey({ name, secret, onClose }: MadeKeyProps) {
  return (
    <SectionCard title="New key">
      <div className="grid gap-3 p-4">
        <ViewHeading className="text-heading">{name} is ready</ViewHeading>
        <p>Copy it now. It is shown this once and kept nowhere; who has it acts as you.</p>
        <div className="flex items-center gap-2 rounded-control border border-border bg-background py-1.5 pr-1.5 pl-3">
          <code className="min-w-0 grow font-mono break-all">{secret}</code>
          <CopyButton text={secret} label="Copy the key" />
        </div>
        <div>
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        </div>
      </div>
    </SectionCard>
  );
}
