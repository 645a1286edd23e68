"use client";

import { NewButton } from "#components/contacts/new-button.tsx";

const load = () => import("./new-company.tsx");

/** "+ New" of the companies. `asked`: the address asks for it. */
export function NewCompanyButton({ asked }: { asked: boolean }) {
  return (
    <NewButton label="New company" permission="companies:write" href="/companies" asked={asked} load={load} />
  );
}
