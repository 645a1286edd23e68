/** What one process remembers to have asked for an account: the whole truth while Redis is away, a floor for it after. */
export class QuotaWindow {
  private readonly entries: { at: number; units: number }[] = [];
  private total = 0;
  private last = 0;
  private heldUntil = 0;

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
    this.entries.push({ at: this.last, units });
    this.total += units;
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
}
