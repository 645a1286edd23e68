import type { ReactNode } from "react";

import { Mark } from "#components/layout/mark.tsx";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-[22rem] flex-col justify-center px-4 pt-8 pb-[18vh]">
      <p className="mb-6 flex items-center gap-2 font-semibold">
        <Mark /> OmniCRM
      </p>
      {children}
    </main>
  );
}
