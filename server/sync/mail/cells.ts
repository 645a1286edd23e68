import type { Cell } from "./plan-types.ts";
import type { HeaderMessage, SenderKind } from "./types.ts";

/** What a mail program notes of a message, rather than where it put it. */
const notFiled = new Set([
  "unread",
  "opened",
  "archived",
  "chat",
  "read",
  "geöffnet",
  "ungelesen",
  "archiviert",
  "ouvert",
  "non lus",
  "archivés",
  "abierto",
  "no leídos",
  "archivado",
]);

/** Labels that mail can be chosen by. */
export function filingLabels(labels: readonly string[]): string[] {
  return labels.filter((label) => !notFiled.has(label.toLowerCase()));
}

interface Counted {
  sender: string | null;
  labels: string[];
  /** By the headers alone. */
  kind: Exclude<SenderKind, "own">;
  count: number;
}

/**
 * Counts messages that no choice can tell apart: of one sender, of one kind, under the same labels. So it can be said
 * exactly what any unticking leaves, without reading a message again.
 */
export class CellCounter {
  #cells: Counted[] = [];
  #byKey = new Map<string, number>();
  #ofAddress = new Map<string, Set<number>>();

  add(message: HeaderMessage, kind: Exclude<SenderKind, "own"> | null): void {
    const sender = message.from?.address ?? null;
    const labels = filingLabels(message.labels).sort();
    const place = this.#placeOf({ sender, labels, kind: kind ?? "automated", count: 0 });
    const { from, to, cc, bcc, sender: onBehalf, replyTo } = message;
    for (const one of [from, onBehalf, ...replyTo, ...to, ...cc, ...bcc]) {
      if (one === null) continue;
      const places = this.#ofAddress.get(one.address);
      if (places) places.add(place);
      else this.#ofAddress.set(one.address, new Set([place]));
    }
  }

  /** The kind of a cell is only known once it is known which addresses are own ones and which are lists'. */
  cells(own: ReadonlySet<string>, lists: ReadonlySet<string>): Cell[] {
    return this.#cells.map(({ kind, sender, ...cell }) => {
      const isOwn = sender !== null && own.has(sender);
      const isList = sender !== null && lists.has(sender);
      return { ...cell, sender, kind: isOwn ? "own" : isList ? "list" : kind };
    });
  }

  /** The cells that an address takes part in, by their place among all. */
  placesOf(address: string): number[] {
    return [...(this.#ofAddress.get(address) ?? [])];
  }

  #placeOf(cell: Counted): number {
    const key = `${cell.sender ?? ""}\n${cell.kind}\n${cell.labels.join("\n")}`;
    const place = this.#byKey.get(key) ?? this.#cells.push(cell) - 1;
    this.#byKey.set(key, place);
    const counted = this.#cells[place];
    if (counted) counted.count++;
    return place;
  }
}
