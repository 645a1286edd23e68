/**
 * A copy of a message's bytes with mboxrd quoting undone: lines that begin with ">From ", ">>From " … lose one ">". In the
 * older mboxo form a line that was ">From " to begin with loses its ">" too; the forms cannot be told apart.
 */
export function unquoteFromLines(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let kept = 0;
  for (let at = bytes.indexOf(">From "); at >= 0; at = bytes.indexOf(">From ", at + 1)) {
    let first = at;
    while (first > 0 && bytes[first - 1] === quote) first--;
    if (first > 0 && bytes[first - 1] !== lineFeed) continue;
    pieces.push(bytes.subarray(kept, first));
    kept = first + 1;
  }
  if (pieces.length === 0) return Buffer.from(bytes);
  pieces.push(bytes.subarray(kept));
  return Buffer.concat(pieces);
}

const quote = 62;
const lineFeed = 10;
