import type { Decision, TurnStatus, TurnUsage } from "#lib/schemas/chat.ts";
import type { ThreadExport } from "#lib/schemas/chat-threads.ts";

import type { StoredMessage } from "./parts.ts";

export interface ExportRow extends StoredMessage {
  at: string;
  status: TurnStatus;
  model: string | null;
  usage: TurnUsage | null;
}

export interface ProposalState {
  status: "waiting" | "done" | "rejected" | "failed";
  /** Its change was taken back. */
  isReverted: boolean;
  /** Of a card that was approved, the writes that were unticked, and those that were taken back by themselves: by number. */
  leftOut: readonly number[];
  takenBack: readonly number[];
  decidedAt: string | null;
}

interface Known {
  states: ReadonlyMap<string, ProposalState>;
  /** Of this app: a source is a link from anywhere. */
  address: string;
}

type Exported = ThreadExport["messages"][number];
type Outcome = Exported["proposals"][number]["outcome"];

export const proposalsIn = ({ parts }: StoredMessage): string[] =>
  parts.flatMap((part) => (part.type === "tool" && part.proposal ? [part.proposal.proposalId] : []));

/** A conversation as it is kept outside: what was said, not what was looked through for it. */
export function exportedOf(
  thread: Omit<ThreadExport, "messages">,
  rows: readonly ExportRow[],
  known: Known,
): ThreadExport {
  const told = toldIn(rows);
  return { ...thread, messages: rows.map((row) => exportedMessage(row, told, known)) };
}

/** The last that the assistant was told of each proposal: that says what became of it outside too. */
function toldIn(rows: readonly ExportRow[]): Map<string, Decision["outcome"]> {
  const decisions = rows.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === "decision" ? [part.decision] : [])),
  );
  return new Map(decisions.map(({ proposalId, outcome }) => [proposalId, outcome]));
}

function exportedMessage(
  { role, at, parts, status, model, usage }: ExportRow,
  told: ReadonlyMap<string, Decision["outcome"]>,
  { states, address }: Known,
): Exported {
  const isAnswer = role === "assistant";
  return {
    role,
    at,
    text: parts
      .flatMap((part) => (part.type === "text" && part.text.trim() !== "" ? [part.text] : []))
      .join("\n\n"),
    sources: parts
      .flatMap((part) => (part.type === "sources" ? part.items : []))
      .map(({ label, href }) => ({ label, url: new URL(href, address).href })),
    proposals: parts.flatMap((part) => {
      if (part.type !== "tool" || !part.proposal) return [];
      const { proposalId, label, operation, step } = part.proposal;
      const state = states.get(proposalId);
      const outcome = outcomeOf(state, told.get(proposalId), step);
      return [{ label, operation, outcome, decidedAt: state?.decidedAt ?? null }];
    }),
    choices: parts.flatMap((part) => {
      if (part.type !== "tool" || !part.choice) return [];
      const { question, options } = part.choice;
      return [{ question, options: options.map(({ label }) => label) }];
    }),
    chose: parts.flatMap((part) => (part.type === "chosen" ? [part.chosen.label] : []))[0] ?? null,
    decisions: parts.flatMap((part) =>
      part.type === "decision" ? [{ label: part.decision.label, outcome: part.decision.outcome }] : [],
    ),
    status: isAnswer ? status : null,
    model: isAnswer ? model : null,
    usage: isAnswer ? usage : null,
  };
}

/** `step`: the number of one write on a card. */
export function outcomeOf(
  state: ProposalState | undefined,
  told: Decision["outcome"] | undefined,
  step = 0,
): Outcome {
  if (!state) return told === undefined || told === "reopened" ? "waiting" : told;
  if (state.status !== "done") return state.status;
  if (state.leftOut.includes(step)) return "rejected";
  if (state.isReverted || state.takenBack.includes(step) || told === "takenBack") return "takenBack";
  return told === "failed" ? "failed" : "done";
}
