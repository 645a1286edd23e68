/** Where a message stands by its labels when that is not where mail stands; null where it is mail. */
export function removedBy(labels: readonly string[]): "spam" | "trash" | "draft" | null {
  if (labels.includes("SPAM")) return "spam";
  if (labels.includes("TRASH")) return "trash";
  return labels.includes("DRAFT") ? "draft" : null;
}
