/** What several steps come to, in words of ours: "3 changes: create a contact, create a task (2)". */
export function changesLabel(summaries: readonly string[], of = summaries.length): string {
  const [first = ""] = summaries;
  // What a summary says behind a colon explains it.
  if (summaries.length === 1 && of === 1) return first.split(/[:;]/)[0] ?? first;
  const counts = new Map<string, number>();
  for (const summary of summaries) counts.set(summary, (counts.get(summary) ?? 0) + 1);
  const words = [...counts].map(([summary, count]) => {
    const [what = ""] = summary.split(/[:;]/);
    const plain = what.charAt(0).toLowerCase() + what.slice(1);
    return count === 1 ? plain : `${plain} (${count})`;
  });
  const many = of === 1 ? "1 change" : `${of} changes`;
  return `${summaries.length < of ? `${summaries.length} of ` : ""}${many}: ${words.join(", ")}`;
}
