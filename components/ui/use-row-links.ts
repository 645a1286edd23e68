import { useRouter } from "next/navigation";
import { type MouseEvent, startTransition } from "react";

/**
 * Goes where a plain link leads without loading the document, as next/link does: one listener around a list in place of a
 * Link in each row, which is most of what a long list costs a phone at its start.
 */
export function useRowLinks(): (event: MouseEvent) => void {
  const router = useRouter();
  return (event) => {
    const { target, button, altKey, ctrlKey, metaKey, shiftKey } = event;
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[data-row]") : null;
    // A new tab, a download or a menu stay the browser's.
    if (!link || event.defaultPrevented || button !== 0 || altKey || ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    startTransition(() => router.push(`${link.pathname}${link.search}${link.hash}`));
  };
}
