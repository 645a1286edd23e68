import type { ReactNode } from "react";

interface EmptyStateProps {
  /** One sentence on what will be here. */
  children: ReactNode;
  /** The one button that makes it so. */
  action?: ReactNode;
}

export function EmptyState({ children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-10 text-center text-text-muted">
      <p className="max-w-96 text-balance">{children}</p>
      {action}
    </div>
  );
}
