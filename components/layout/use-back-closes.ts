import { useEffect } from "react";

const isMarked = (): boolean => {
  const state: unknown = window.history.state;
  return typeof state === "object" && state !== null && "sheet" in state;
};

/**
 * Has Back close what covers a page, by an entry of its own in the history; answers what closes it otherwise. Of a page
 * that one went on to from there, Back leads to it again.
 */
export function useBackCloses(onClose: () => void): () => void {
  useEffect(() => {
    // With the router's own state: the page below stays the same to it.
    if (!isMarked()) window.history.pushState({ ...window.history.state, sheet: true }, "");
    // Wherever it leads: the page that is marked may have been left while the sheet came up.
    window.addEventListener("popstate", onClose);
    return () => window.removeEventListener("popstate", onClose);
  }, [onClose]);

  return () => {
    onClose();
    if (isMarked()) window.history.back();
  };
}
