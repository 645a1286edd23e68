import type { ReactNode } from "react";

import { Mark } from "#components/layout/mark.tsx";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-[25rem] flex-col justify-center px-4 pt-8 pb-[14vh]">
      <p className="mb-4 flex items-center gap-2 font-semibold">
        <Mark /> OmniCRM
      </p>
      <div className="rounded-card border border-border bg-surface p-6 max-sm:p-4">{children}</div>
    </main>
  );
}
