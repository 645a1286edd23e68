"use client";

import { useSyncExternalStore } from "react";

import { Dialog, DialogBody } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { type KeyBinding, keysStore } from "#components/ui/keys-store.ts";

import { closeOverlay } from "./overlay-state.ts";

const groups: readonly KeyBinding["group"][] = ["On this page", "In a list", "Go to", "Everywhere"];

/** All keys that do something where you are. */
export default function KeysDialog() {
  const all = useSyncExternalStore(keysStore.subscribe, keysStore.current, keysStore.current);
  const bound = [...new Map(all.map((binding) => [binding.keys, binding])).values()];
  return (
    <Dialog open title="All keys" className="max-w-2xl" onOpenChange={closeOverlay}>
      <DialogBody className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        {groups.map((group) => {
          const members = bound.filter((binding) => binding.group === group);
          if (members.length === 0) return null;
          return (
            <section key={group} aria-label={group}>
              <h3 className="mb-1 font-semibold">{group}</h3>
              <dl>
                {members.map(({ keys, label }) => (
                  <div key={keys} className="flex min-h-7 items-center justify-between gap-4">
                    <dt className="text-text-muted">{label}</dt>
                    <dd>
                      <Kbd keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </DialogBody>
    </Dialog>
  );
}
