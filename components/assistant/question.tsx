import { MousePointerClick } from "lucide-react";
import Link from "next/link";
import { memo } from "react";

import { recordPath, spokenParts } from "#lib/about.ts";
import type { About, ChatMessage, Chosen } from "#lib/schemas/chat.ts";
import { Chip } from "#components/ui/chip.tsx";

import { DecisionLine } from "./decision-line.tsx";
import { recordFaces } from "./record-face.ts";

/** What you said, with the records that went with it, or decided. */
export const Question = memo(function Question({ message }: { message: ChatMessage }) {
  const about = message.parts.flatMap((part) => (part.type === "data-about" ? part.data.items : []));
  return (
    <article aria-label="You" className="grid min-w-0 justify-items-end gap-2">
      {message.parts.map((part, index) => {
        if (part.type === "data-decision") return <DecisionLine key={index} decision={part.data} />;
        if (part.type === "data-about") return <Went key={index} items={part.data.items} />;
        if (part.type === "data-chosen") return <Picked key={index} chosen={part.data} />;
        if (part.type !== "text") return null;
        return (
          <p
            key={index}
            className="max-w-[88%] rounded-card bg-sunken px-3 py-2 text-reading break-words whitespace-pre-wrap"
          >
            {spokenParts(part.text, about).map((spoken, at) =>
              typeof spoken === "string" ? spoken : <Mentioned key={at} item={spoken} />,
            )}
          </p>
        );
      })}
    </article>
  );
});

/** What you clicked: the words are the assistant's. */
function Picked({ chosen: { label, record } }: { chosen: Chosen }) {
  return (
    <p className="flex max-w-[88%] min-w-0 items-center gap-2 rounded-card bg-sunken px-3 py-2 text-reading">
      <MousePointerClick
        role="img"
        aria-label="Chosen"
        className="size-4 shrink-0 stroke-[1.5] text-text-muted"
      />
      <span className="min-w-0 break-words">
        {record ? (
          <Link
            href={recordPath(record)}
            prefetch={false}
            className="text-accent underline underline-offset-2"
          >
            {label}
          </Link>
        ) : (
          label
        )}
      </span>
    </p>
  );
}

function Mentioned({ item }: { item: About }) {
  return (
    <Link href={recordPath(item)} prefetch={false} className="text-accent underline underline-offset-2">
      @{item.label}
    </Link>
  );
}

/** Each with the way to it. */
function Went({ items }: { items: readonly About[] }) {
  return (
    <ul aria-label="What it is about" className="flex max-w-[88%] min-w-0 flex-wrap justify-end gap-1">
      {items.map((item) => {
        const { icon: Icon, word } = recordFaces[item.kind];
        return (
          <li key={`${item.kind} ${item.id}`} className="max-w-60 min-w-0">
            <Chip icon={<Icon role="img" aria-label={word} />} href={recordPath(item)}>
              {item.label}
            </Chip>
          </li>
        );
      })}
    </ul>
  );
}
