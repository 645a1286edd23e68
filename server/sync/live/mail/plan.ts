import type { RemovedReason } from "../../import/raw-events.ts";
import { cameBack, type MailDelta, type Standing, standingAfter } from "./standing.ts";
import type { StoredMail } from "./stored-mail.ts";

/** A row, and how its message stands at Gmail now. */
export interface Move {
  mail: StoredMail;
  labels: string[];
  removed: RemovedReason | null;
}

/** What has to change here for the mailbox to stand as it does at Gmail. */
export interface MailPlan {
  /** Never read, and mail now: newest first. */
  fresh: string[];
  /** Labels alone, or where it is besides: nothing that a timeline shows. */
  relabel: Move[];
  takeOff: Move[];
  bringBack: Move[];
}

/** Compares what history told with what is stored. */
export function planOfChanges(
  deltas: ReadonlyMap<string, MailDelta>,
  stored: ReadonlyMap<string, StoredMail>,
): MailPlan {
  const plan = emptyPlan();
  for (const [id, delta] of deltas) {
    const mail = stored.get(id);
    const { labels, removed } = standingAfter(delta, mail?.labels ?? []);
    if (mail) place(plan, mail, { labels, removed });
    else if (removed === null && (delta.labels !== null || cameBack(delta))) plan.fresh.push(id);
  }
  plan.fresh.reverse();
  return plan;
}

/** Compares the whole mailbox with what is stored: what is not in it is gone. */
export function planOfListing(
  listed: ReadonlyMap<string, Standing>,
  stored: ReadonlyMap<string, StoredMail>,
): MailPlan {
  const plan = emptyPlan();
  for (const [id, { removed }] of listed) if (removed === null && !stored.has(id)) plan.fresh.push(id);
  for (const mail of stored.values()) {
    place(plan, mail, listed.get(mail.item) ?? { labels: mail.labels, removed: "deleted" });
  }
  return plan;
}

const emptyPlan = (): MailPlan => ({ fresh: [], relabel: [], takeOff: [], bringBack: [] });

function place(plan: MailPlan, mail: StoredMail, { labels, removed }: Standing): void {
  const move = { mail, labels, removed };
  // It could not be had, or was thrown away before anybody read it: as good as new.
  if (!mail.settled && removed === null) plan.fresh.push(mail.item);
  else if (removed !== null && mail.reason === null && !mail.isOff) plan.takeOff.push(move);
  else if (removed === null && mail.reason !== null && mail.isOff) plan.bringBack.push(move);
  else if (removed !== mail.reason || !sameLabels(labels, mail.labels)) plan.relabel.push(move);
}

function sameLabels(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((label) => others.includes(label));
}
