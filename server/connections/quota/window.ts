import { toldSeconds } from "./limits.ts";

/** What one process remembers to have asked for an account: the whole truth while Redis is away, a floor for it after. */
export class QuotaWindow {
  private readonly entries: { at: number; toldAt: number; units: number }[] = [];
  private total = 0;
  private last = 0;
  private heldUntil = 0;
  /** Units by the second that they were placed in. */
  private readonly told = new Map<number, number>();

  private readonly windowMs: number;

  constructor(windowMs: number) {
    this.windowMs = windowMs;
  }

  /** Gives a call its place in time without asking Redis; times never fall. */
  place(units: number, limit: number, now: number): number {
    const at = this.peek(units, limit, now);
    this.used(at);
    this.note(units, at);
    return at;
  }

  /** Where a call would stand. */
  peek(units: number, limit: number, now: number): number {
    let at = Math.max(now, this.last, this.heldUntil);
    let left = this.total;
    for (const entry of this.entries) {
      const leavesAt = entry.at + this.windowMs;
      if (leavesAt > at && left + units <= limit) break;
      at = Math.max(at, leavesAt);
      left -= entry.units;
    }
    return at;
  }

  /** A call that Redis gave its place. */
  note(units: number, at: number): void {
    this.last = Math.max(this.last, at);
    this.entries.push({ at: this.last, toldAt: at, units });
    this.total += units;
    this.tell(at, units);
  }

  /** Units of a call that was placed then, and was not made: nobody counts them any more. */
  takeBack(units: number, at: number): void {
    const entry = this.entries.findLast((one) => one.toldAt === at && one.units >= units);
    if (!entry) return;
    entry.units -= units;
    this.total -= units;
    this.tell(at, -units);
  }

  /** Units of the calls of the last minute, without those that still wait. */
  spent(now: number): number {
    const second = Math.floor(now / 1_000);
    let spent = 0;
    for (const [at, units] of this.told) if (at <= second && at > second - toldSeconds) spent += units;
    return spent;
  }

  hold(until: number): void {
    this.heldUntil = Math.max(this.heldUntil, until);
  }

  heldFor(now: number): number {
    return Math.max(0, this.heldUntil - now);
  }

  used(now: number): number {
    for (let [oldest] = this.entries; oldest && oldest.at + this.windowMs <= now; [oldest] = this.entries) {
      this.entries.shift();
      this.total -= oldest.units;
    }
    return this.total;
  }

  private tell(at: number, units: number): void {
    const second = Math.floor(at / 1_000);
    // In the order of time, so that the oldest come first.
    for (const old of this.told.keys()) {
      if (old > second - 2 * toldSeconds) break;
      this.told.delete(old);
    }
    this.told.set(second, (this.told.get(second) ?? 0) + units);
  }
}
