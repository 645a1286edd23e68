import { Download, Paperclip } from "lucide-react";

import { formatBytes } from "#lib/format/bytes.ts";
import type { Interaction } from "#lib/schemas/interactions.ts";

interface AttachmentsProps {
  interactionId: string;
  attachments: Interaction["attachments"];
}

/** What came with a mail, to be saved. What is shown inside the mail is not listed again. */
export function Attachments({ interactionId, attachments }: AttachmentsProps) {
  const listed = attachments.filter(({ inline }) => !inline);
  if (listed.length === 0) return null;
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-2">
      {listed.map(({ index, fileName, contentType, byteSize }) => (
        <li key={index} className="max-w-full">
          <a
            href={`/api/mail/${interactionId}/attachments/${index}`}
            download
            className="flex h-8 max-w-full items-center gap-2 rounded-control border border-border px-2.5 hover:bg-sunken max-md:h-10 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5] [&_svg]:text-text-muted"
          >
            <Paperclip aria-hidden="true" />
            <span dir="auto" className="truncate">
              {fileName ?? kindOf(contentType)}
            </span>
            <span className="shrink-0 text-text-muted tabular-nums">{formatBytes(byteSize)}</span>
            <Download aria-label="Download" />
          </a>
        </li>
      ))}
    </ul>
  );
}

function kindOf(contentType: string): string {
  if (contentType === "text/calendar") return "Invitation";
  if (contentType.startsWith("image/")) return "Picture";
  return contentType;
}
