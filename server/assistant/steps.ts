import type { ProposalMade, Source } from "#lib/schemas/chat.ts";
import { shownParts, type StoredPart, type ToolPart } from "#server/chat/index.ts";
import { findOperation, operationNameOf } from "#server/registry/index.ts";

import { askChoiceLabel, askChoiceName, hasAsked } from "./ask-choice.ts";
import { leftOutOf } from "./bounded.ts";
import { findToolsName } from "./find-tools.ts";
import { linkFilter } from "./links.ts";
import { quoteFor } from "./quotes.ts";
import type { Reading } from "./reading.ts";
import type { Sink } from "./sink.ts";
import { sourcesIn, sourcesOf } from "./sources.ts";

interface Call {
  toolCallId: string;
  toolName: string;
  input: unknown;
}

/** What an answer consists of so far, told to the sink as it grows. */
export interface Answer {
  /** Whole steps, and what was said in one that did not end. */
  parts: () => StoredPart[];
  beginStep: () => void;
  endStep: () => void;
  say: (text: string) => void;
  called: (call: Call) => void;
  answered: (call: Call, output: unknown) => void;
  /** Adds the records that the answer rests on. */
  end: () => void;
}

const failedCall = "That call was not understood, and nothing was run.";

export function newAnswer(before: readonly StoredPart[], reading: Reading, sink: Sink): Answer {
  const whole: StoredPart[] = before.filter((part) => part.type !== "sources");
  const cited = new Set<string>();
  let step = Math.max(-1, ...whole.map((part) => ("step" in part ? part.step : -1)));
  let current: StoredPart[] = [];
  let textId: string | null = null;
  const links = linkFilter((target) => {
    const isKnown = reading.sources.has(target);
    if (isKnown) cited.add(target);
    return isKnown;
  });
  for (const part of whole) tell(part);

  /** Shows a part that is whole already. */
  function tell(part: StoredPart): void {
    for (const [index, shown] of shownParts(part).entries()) {
      if (shown.type !== "text") {
        sink.write(shown);
        continue;
      }
      const id = `before-${"step" in part ? part.step : 0}-${index}-${whole.indexOf(part)}`;
      sink.write({ type: "text-start", id });
      sink.write({ type: "text-delta", id, delta: shown.text });
      sink.write({ type: "text-end", id });
    }
  }

  function emitText(text: string): void {
    if (text === "") return;
    const last = current.at(-1);
    if (textId === null || last?.type !== "text") {
      textId = `text-${step}-${current.length}`;
      current.push({ type: "text", step, text });
      sink.write({ type: "text-start", id: textId });
    } else {
      current[current.length - 1] = { ...last, text: last.text + text };
    }
    sink.write({ type: "text-delta", id: textId, delta: text });
  }

  function endText(): void {
    emitText(links.flush());
    if (textId !== null) sink.write({ type: "text-end", id: textId });
    textId = null;
  }

  function quoted(source: Source): Source {
    if (!source.cited || source.kind !== "mail") return source;
    const said = whole.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
    const quote = quoteFor(said, source.href, reading.mailTexts(source.href));
    if (quote === null) return source;
    const { text, ...saidBy } = quote;
    return { ...source, quote: text, saidBy };
  }

  return {
    parts: () => [
      ...whole,
      ...current.map((part) => (part.type === "text" ? { ...part, partial: true } : part)),
    ],
    beginStep() {
      step += 1;
      current = [];
    },
    endStep() {
      endText();
      whole.push(...current);
      current = [];
    },
    say: (text) => emitText(links.push(text)),
    called({ toolCallId, toolName }) {
      endText();
      if (toolName === askChoiceName) return;
      const { operation, label } = describe(toolName);
      sink.write({
        type: "data-tool",
        id: toolCallId,
        data: { toolName, operation, label, state: "running", found: null, error: null },
      });
    },
    answered(call, output) {
      endText();
      const part = toolPart(call, output, { step, tainted: reading.tainted });
      current.push(part);
      tell(part);
    },
    end() {
      endText();
      const some = sampled(whole);
      const read = [...reading.sources.values()].filter(({ href }) => cited.has(href) || !some.has(href));
      const items: Source[] = sourcesOf(read, cited).map(quoted);
      if (items.length === 0) return;
      const part: StoredPart = { type: "sources", items };
      whole.push(part);
      tell(part);
    },
  };
}

/** Records of lists that had more of them: what is said of all of them does not rest on these few. */
function sampled(parts: readonly StoredPart[]): ReadonlySet<string> {
  const [some, whole] = [new Set<string>(), new Set<string>()];
  for (const part of parts) {
    if (part.type !== "tool" || !part.operation || part.proposal || part.state === "failed") continue;
    const output: unknown = part.untrusted ? fieldsOf(part.output).get("data") : part.output;
    const into = isPartOfMore(fieldsOf(output)) ? some : whole;
    for (const { href } of sourcesIn(part.operation, output)) into.add(href);
  }
  return new Set([...some].filter((href) => !whole.has(href)));
}

function isPartOfMore(fields: ReadonlyMap<string, unknown>): boolean {
  const items = fields.get("items");
  const count = fieldsOf(fields.get("count")).get("value");
  return typeof count === "number" && Array.isArray(items) && count > items.length;
}

function describe(toolName: string): { operation: string | null; label: string } {
  if (toolName === findToolsName) return { operation: null, label: "Look for a tool" };
  if (toolName === askChoiceName) return { operation: null, label: askChoiceLabel };
  const definition = findOperation(operationNameOf(toolName))?.definition;
  return definition
    ? { operation: definition.name, label: definition.summary }
    : { operation: null, label: "Unknown tool" };
}

function toolPart(
  { toolCallId, toolName, input }: Call,
  output: unknown,
  { step, tainted }: { step: number; tainted: boolean },
): ToolPart {
  const { operation, label } = describe(toolName);
  const fields = fieldsOf(output);
  const error = errorIn(fields);
  const [proposalId, number] = [fields.get("proposalId"), fields.get("step")];
  const proposal: ProposalMade | null =
    typeof proposalId === "string" && operation
      ? { proposalId, toolCallId, operation, label, tainted, step: typeof number === "number" ? number : 0 }
      : null;
  return {
    type: "tool",
    step,
    toolCallId,
    toolName,
    operation,
    label,
    input,
    output: hasAsked(output) ? { state: output.state } : output,
    state: error === null ? "done" : "failed",
    found: countIn(fields),
    error,
    untrusted: fields.get("untrusted") === true,
    proposal,
    ...(toolName === askChoiceName && hasAsked(output) ? { choice: output.choice } : {}),
    ...(operation && error === null && !proposal ? { records: recordsIn(operation, fields, output) } : {}),
  };
}

const recordsMax = 8;

const recordsIn = (operation: string, fields: ReadonlyMap<string, unknown>, output: unknown) =>
  sourcesIn(operation, fields.get("untrusted") === true ? fields.get("data") : output)
    .filter(({ label }) => label !== "")
    .slice(0, recordsMax)
    .map(({ label, href }) => ({ label, href }));

const fieldsOf = (value: unknown): Map<string, unknown> =>
  new Map(value !== null && typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : []);

function errorIn(fields: ReadonlyMap<string, unknown>): string | null {
  if (!fields.has("error")) return null;
  const message = fieldsOf(fields.get("error")).get("message");
  return typeof message === "string" ? message : failedCall;
}

function countIn(fields: ReadonlyMap<string, unknown>): number | null {
  const inner = fields.get("untrusted") === true ? fieldsOf(fields.get("data")) : fields;
  const counted = fieldsOf(inner.get("count")).get("value");
  if (typeof counted === "number") return counted;
  const items = inner.get("items") ?? inner.get("messages");
  if (!Array.isArray(items)) return null;
  const leftOut = leftOutOf(items);
  return leftOut === 0 ? items.length : items.length - 1 + leftOut;
}
