/** A component of a calendar file, as it stands there. Offsets count decompressed bytes; a reader may resume at any `nextOffset`. */
export interface CalendarItem {
  /** From 0 in file order, over everything but zones and headers. */
  ordinal: number;
  offset: number;
  nextOffset: number;
  byteLength: number;
  /** VEVENT, VTODO and so on. */
  name: string;
  /** Null when it is oversize. */
  raw: Buffer | null;
  /** False where the file or the next component began before it ended. */
  whole: boolean;
}

export interface CalendarReader {
  startOffset?: number;
  startOrdinal?: number;
  maxItemBytes: number;
  /** Zones and what stands outside any component, for whoever reads the file as a whole. */
  onZone?: (raw: Buffer) => void;
  onHeader?: (line: string, offset: number) => void;
}

const lineFeed = 10;
const itemNames = new Set(["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"]);
const boundary = /^(BEGIN|END):([A-Z][A-Z0-9-]{0,30})\s*$/i;
const headerMax = 1_000;

interface Open {
  name: string;
  offset: number;
  lines: Buffer[];
  byteLength: number;
}

/**
 * Cuts a calendar file into its components, line by line: no tree is built, so that nesting costs nothing. What stands
 * inside a component (alarms) stays in its bytes. One that is not closed ends where the next begins.
 */
export async function* readCalendarItems(
  source: AsyncIterable<Uint8Array>,
  options: CalendarReader,
): AsyncGenerator<CalendarItem> {
  let ordinal = options.startOrdinal ?? 0;
  let open: Open | null = null;
  const close = (nextOffset: number, whole: boolean): CalendarItem | null => {
    if (!open) return null;
    const { name, offset, lines, byteLength } = open;
    open = null;
    const raw = byteLength > options.maxItemBytes ? null : Buffer.concat(lines);
    if (name === "VTIMEZONE") {
      if (raw && whole) options.onZone?.(raw);
      return null;
    }
    return { ordinal: ordinal++, offset, nextOffset, byteLength, name, raw, whole };
  };
  let end = options.startOffset ?? 0;
  for await (const { line, offset, byteLength } of linesOf(source, end, options.maxItemBytes)) {
    end = offset + byteLength;
    const [, verb = "", word = ""] = isShort(line) ? (boundary.exec(line.toString("latin1")) ?? []) : [];
    const name = word.toUpperCase();
    const begins = verb.toUpperCase() === "BEGIN";
    if (begins && (itemNames.has(name) || name === "VTIMEZONE" || name === "VCALENDAR")) {
      const unclosed = close(offset, false);
      if (unclosed) yield unclosed;
      if (name !== "VCALENDAR") open = { name, offset, lines: [line], byteLength };
      else options.onHeader?.("BEGIN:VCALENDAR", offset);
      continue;
    }
    // Widened by hand: the compiler does not see that `close` empties it.
    const current = open as Open | null;
    if (!current) {
      if (isShort(line) && verb === "") options.onHeader?.(line.toString("latin1"), offset);
      continue;
    }
    current.byteLength += byteLength;
    if (current.byteLength <= options.maxItemBytes) current.lines.push(line);
    if (verb === "" || begins || (name !== current.name && name !== "VCALENDAR")) continue;
    const item = close(end, name === current.name);
    if (item) yield item;
  }
  const last = close(end, false);
  if (last) yield last;
}

const isShort = (line: Buffer): boolean => line.length <= headerMax;

interface Line {
  line: Buffer;
  offset: number;
  byteLength: number;
}

/** Lines with their ends. Of one longer than `maxBytes` only the length is kept. */
async function* linesOf(
  source: AsyncIterable<Uint8Array>,
  startOffset: number,
  maxBytes: number,
): AsyncGenerator<Line> {
  let offset = startOffset;
  let pending: Buffer[] = [];
  let length = 0;
  const take = (): Line => {
    const line = length > maxBytes ? Buffer.alloc(0) : Buffer.concat(pending);
    const taken = { line, offset, byteLength: length };
    offset += length;
    pending = [];
    length = 0;
    return taken;
  };
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, from)) {
      const piece = bytes.subarray(from, at + 1);
      if (length === 0) {
        yield { line: piece, offset, byteLength: piece.length };
        offset += piece.length;
      } else {
        pending.push(piece);
        length += piece.length;
        yield take();
      }
      from = at + 1;
    }
    if (from === bytes.length) continue;
    length += bytes.length - from;
    if (length <= maxBytes) pending.push(Buffer.from(bytes.subarray(from)));
    else pending = [];
  }
  if (length > 0) yield take();
}
