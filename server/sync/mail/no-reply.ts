/** Words that, alone between separators, make a mailbox one that no person reads. */
// prettier-ignore
const machineWords = new Set([
  "bounce", "bounces", "daemon", "postmaster", "mailerdaemon", "notification", "notifications", "notify", "notifier",
  "alert", "alerts", "automailer", "autoreply", "autoresponder", "robot", "cron", "root", "nobody", "wwwdata", "listserv",
  "majordomo", "mailman", "unsubscribe", "newsletter", "newsletters", "digest", "automated", "benachrichtigung",
  "benachrichtigungen",
]);

/** "Do not reply" in the languages of our users, separators removed. */
// prettier-ignore
const noReplyWords = [
  "noreply", "noreplies", "donotreply", "dontreply", "nicreply", "keineantwort", "nichtantworten", "nepasrepondre",
  "noresponder", "norispondere", "naoresponder", "nierespondas", "nieodpowiadaj", "mailerdaemon",
];

/** Addresses that a mailing list program owns beside the list's own. */
const listMachinery = /-(?:bounces|request|owner|confirm|subscribe|unsubscribe|join|leave|admin)$|^owner-/;
/** One address per message, made up by the sender's system. */
const perMessage = /^(?:reply|re|unsub|unsubscribe|bounce|bounces|return|returns|msg)[+=_-].{8,}/;

/** Whether no person reads the address, by its local part alone. `address` is lower-case. */
export function isNoReply(address: string): boolean {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  if (local === "") return true;
  if (at >= 0 && !address.includes(".", at)) return true;
  const compact = local.replaceAll(/[._+=-]/g, "");
  if (noReplyWords.some((word) => compact.includes(word))) return true;
  if (listMachinery.test(local) || perMessage.test(local)) return true;
  return local.split(/[._+=-]+/).some((word) => machineWords.has(word)) || machineWords.has(compact);
}
