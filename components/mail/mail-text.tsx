import { cn } from "#components/ui/cn.ts";

import { splitLinks } from "./links.ts";

interface MailTextProps {
  children: string;
  className?: string;
}

/** What somebody wrote, as text. An address leads to where it says, and tells nobody where one came from. */
export function MailText({ children, className }: MailTextProps) {
  return (
    <p className={cn("max-w-prose text-reading break-words whitespace-pre-wrap", className)}>
      {splitLinks(children).map(({ text, href }, index) =>
        href ? (
          <a
            key={index}
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-accent underline"
          >
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </p>
  );
}
