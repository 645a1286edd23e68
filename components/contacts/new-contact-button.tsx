"use client";

import { NewButton } from "./new-button.tsx";

const load = () => import("./new-contact.tsx");

/** "+ New" of the contacts. `asked`: the address asks for it. */
export function NewContactButton({ asked }: { asked: boolean }) {
  return (
    <NewButton label="New contact" permission="contacts:write" href="/contacts" asked={asked} load={load} />
  );
}
