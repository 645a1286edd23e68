import type { SyncControls } from "#lib/schemas/sync-controls.ts";

import { chosenByLabel } from "../../gmail/list-mailbox.ts";
import { type Lister, listPages } from "../../gmail/list-pages.ts";
import { gmailQueryOf } from "../../selection.ts";

/** What came since the last time may have been received, or put there, somewhat earlier. */
const marginSeconds = 30 * 86_400;

/**
 * Those of these messages that the standing rule's search, dates and labels let in, asked of Gmail by listings of what
 * came since: some units for all of them, where reading each would be twenty. `since` is null after a comparison of all.
 */
export async function withinControls(
  mailbox: Lister,
  controls: SyncControls,
  ids: readonly string[],
  since: Date | null,
): Promise<string[]> {
  const { query, labelsIn, labelsOut } = controls;
  const asksGmail = query !== "" || labelsIn.length + labelsOut.length > 0;
  // Dates alone are told by each message itself, and of a few that is enough.
  if (ids.length === 0 || (!asksGmail && (since !== null || gmailQueryOf(controls) === ""))) return [...ids];
  const window = since === null ? "" : `after:${String(Math.floor(since.getTime() / 1000) - marginSeconds)}`;
  const chosen = await chosenByLabel(mailbox, controls, window);
  const words = `${gmailQueryOf(controls)} ${window}`.trim();
  const wanted = new Set(ids);
  const found = new Set<string>();
  for await (const page of listPages(mailbox, { query: words }, controls)) {
    for (const id of page.ids) if (wanted.has(id)) found.add(id);
    if (found.size === wanted.size) break;
  }
  return ids.filter((id) => found.has(id) && chosen(id));
}
