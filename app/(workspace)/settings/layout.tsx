import type { ReactNode } from "react";

import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { SettingsNav } from "#components/settings/settings-nav.tsx";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" />
      <PageBody>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-[11rem_minmax(0,1fr)] md:gap-8">
          <SettingsNav />
          <div className="grid max-w-3xl gap-4">{children}</div>
        </div>
      </PageBody>
    </>
  );
}
