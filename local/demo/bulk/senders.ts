import type { DemoLabel } from "../types.ts";

export type BulkSender = {
  name: string;
  address: string;
  /** List-Id and unsubscribe address of a newsletter; null where a machine writes to one person. */
  list: string | null;
  label: DemoLabel;
};

const senders: Record<string, BulkSender> = {
  slowledger: newsletter("The Slow Ledger", "hello@slowledger.example", "CATEGORY_UPDATES"),
  mill: newsletter("Mill & Market", "weekly@millandmarket.example", "CATEGORY_UPDATES"),
  deskful: newsletter("Deskful", "offers@news.deskful.example", "CATEGORY_PROMOTIONS"),
  kontorsliv: newsletter("Kontorsliv Göteborg", "nyhetsbrev@kontorsliv.example", "CATEGORY_PROMOTIONS"),
  bank: machine("Brightwell Bank", "no-reply@brightwell-bank.example"),
  ledgerly: machine("Ledgerly", "notifications@ledgerly.example"),
  barn: machine("Buildbarn", "ci@buildbarn.example"),
  travel: machine("Tamarind Travel", "noreply@tamarindtravel.example"),
  fox: machine("Parcelfox", "no-reply@parcelfox.example"),
  rail: machine("Norrtåg & Rhône", "noreply@tagetreser.example"),
  guard: machine("Account security", "security-noreply@accounts.rookery-it.example"),
  seats: machine("Seatful", "tickets-noreply@seatful.example"),
};

function newsletter(name: string, address: string, label: DemoLabel): BulkSender {
  return { name, address, list: `newsletter.${address.slice(address.indexOf("@") + 1)}`, label };
}

function machine(name: string, address: string): BulkSender {
  return { name, address, list: null, label: "CATEGORY_UPDATES" };
}

export function bulkSender(key: string): BulkSender {
  const found = senders[key];
  if (found === undefined) throw new Error(`No sender "${key}" in local/demo/bulk/senders.ts.`);
  return found;
}
