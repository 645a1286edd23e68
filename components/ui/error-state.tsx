import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn.ts";
import { CopyButton } from "./copy-button.tsx";
import { SignInLink } from "./sign-in-link.tsx";

interface ErrorStateProps {
  /** What happened, what was kept, what to do. */
  message: string;
  requestId?: string | undefined;
  className?: string;
  /** Retry, or where else to go. */
  children?: ReactNode;
}

export function ErrorState({ message, requestId, className, children }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn("flex gap-2.5 rounded-control bg-danger-soft px-3 py-2.5 text-text", className)}
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-danger" />
      <div className="min-w-0">
        <p className="break-words">{message}</p>
        {requestId && (
          <p className="mt-0.5 flex flex-wrap items-center gap-1 text-small text-text-muted">
            <span className="min-w-0 break-all">
              Request <span className="font-mono">{requestId}</span>
            </span>
            <CopyButton text={requestId} label="Copy request id" />
          </p>
        )}
        <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
          <SignInLink words={message} />
          {children}
        </div>
      </div>
    </div>
  );
}
