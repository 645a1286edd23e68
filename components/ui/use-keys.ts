import { useEffect, useRef } from "react";

import { type KeyBinding, registerKeys } from "./keys-store.ts";

/** Binds keys for the life of the component; the "?" dialog lists them. They rest while something is typed. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  const signature = bindings.map(({ keys, label }) => `${keys} ${label}`).join("\n");

  useEffect(() => {
    latest.current = bindings;
  });

  useEffect(
    () =>
      registerKeys(
        latest.current.map((binding, index) => ({
          ...binding,
          run: (event: KeyboardEvent) => latest.current[index]?.run(event),
        })),
      ),
    [signature],
  );
}
