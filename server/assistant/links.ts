const labelMax = 300;
const targetMax = 600;

const whole = /^!?\[([^\]\n]*)\]\(([^)\n]*)\)/;
// What may still become a link when more text comes.
const beginning = /^!?(\[[^\]\n]*(\](\([^)\n]*)?)?)?$/;
const tail = /^\]\(([^)\n]*)\)/;
const tailBeginning = /^\](\([^)\n]*)?$/;

interface LinkFilter {
  /** Answers as much of the text as cannot belong to a link that is not whole yet. */
  push: (text: string) => string;
  flush: () => string;
}

/**
 * Lets links through that `isKnown` accepts, and of all others only their words: a model that was talked into it would
 * otherwise lead people, or the data in an address, elsewhere. Images go altogether.
 */
export function linkFilter(isKnown: (target: string) => boolean): LinkFilter {
  let held = "";
  const take = (isLast: boolean): string => {
    let out = "";
    while (held !== "") {
      const next = held.search(/[![\]]/);
      if (next !== 0) {
        out += next < 0 ? held : held.slice(0, next);
        held = next < 0 ? "" : held.slice(next);
        continue;
      }
      const found = whole.exec(held) ?? tail.exec(held);
      if (found) {
        held = held.slice(found[0].length);
        out += replacement(found, isKnown);
      } else if (!isLast && mayGrow(held)) {
        break;
      } else {
        // A definition would give its target to a reference elsewhere.
        out += held.startsWith("]:") ? "] :" : held[0];
        held = held.slice(held.startsWith("]:") ? 2 : 1);
      }
    }
    return out;
  };
  return {
    push(text) {
      held += text;
      return take(false);
    },
    flush: () => take(true),
  };
}

const mayGrow = (text: string): boolean =>
  text.length < labelMax + targetMax && (beginning.test(text) || tailBeginning.test(text) || text === "!");

function replacement(found: RegExpExecArray, isKnown: (target: string) => boolean): string {
  const isTail = found[0].startsWith("]");
  const target = (isTail ? found[1] : found[2])?.trim() ?? "";
  if (isTail) return isKnown(target) ? found[0] : "]";
  const label = found[1] ?? "";
  if (found[0].startsWith("!")) return label;
  return isKnown(target) ? `[${label}](${target})` : label;
}
