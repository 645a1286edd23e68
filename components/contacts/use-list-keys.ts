import { type RefObject, useEffect } from "react";

interface ListKeys {
  list: RefObject<HTMLElement | null>;
  search: RefObject<HTMLInputElement | null>;
}

/** "/" goes to the search, j and k move between the rows (whatever carries `data-row`). */
export function useListKeys({ list, search }: ListKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
      if (typing || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === "/") {
        event.preventDefault();
        search.current?.focus();
      } else if (event.key === "j" || event.key === "k") {
        const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
        const at = rows.findIndex((row) => row === document.activeElement);
        const to = event.key === "j" ? at + 1 : Math.max(0, at - 1);
        rows[to]?.focus();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [list, search]);
}
