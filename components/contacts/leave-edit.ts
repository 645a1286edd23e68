/** Takes "?edit" out of the address, once it was done: read again, the page begins at rest. */
export function leaveEdit(): void {
  const { pathname, search } = window.location;
  const params = new URLSearchParams(search);
  if (!params.has("edit")) return;
  params.delete("edit");
  window.history.replaceState(null, "", params.size === 0 ? pathname : `${pathname}?${params}`);
}
