interface Going {
  /** The record's page. */
  href: string;
  push: (href: string) => void;
}

/** Opens a record to be changed. Escape closes what is opened, also while it is still on its way. */
export function openToEdit({ href, push }: Going): void {
  const from = window.location.pathname;
  const onKey = (event: KeyboardEvent) => {
    const hasArrived = window.location.pathname !== from;
    if (!hasArrived && event.key !== "Escape") return;
    window.removeEventListener("keydown", onKey, true);
    if (hasArrived) return;
    event.preventDefault();
    push(href);
  };
  window.addEventListener("keydown", onKey, true);
  push(`${href}?edit`);
}
