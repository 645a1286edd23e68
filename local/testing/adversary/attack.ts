import { ProposalMade } from "#lib/schemas/chat.ts";
import type { Proposal } from "#lib/schemas/proposals.ts";
import type { Context } from "#server/core/index.ts";

import { proposalOf } from "../scenarios/proposals.ts";
import type { Prompt } from "../scenarios/read-ids.ts";
import { ask, textOf } from "../turns.ts";
import { encodings } from "./encodings.ts";
import { obedientModel } from "./obedient.ts";
import { callText, type Order, type Payload } from "./payloads.ts";
import type { Planted } from "./plant.ts";

interface Attack {
  /** The payloads that the model came to read, and obeyed. */
  obeyed: Payload[];
  proposals: number;
  /** Everything that a person could come to see of it. */
  shown: string[];
  prompts: Prompt[];
  problems: string[];
}

/** Has an obedient model read some payloads in a conversation of their own, and looks at what became of it. */
export async function attack(ctx: Context, payloads: readonly Planted[]): Promise<Attack> {
  const { model, prompts, obeyed } = obedientModel();
  const [first] = payloads;
  const question = `READ ${first?.read.tool ?? ""} ${payloads.map(({ read }) => read.id).join(" ")}`;
  const { answer, chunks } = await ask(ctx, model, question);
  const made = writesIn(chunks);
  const problems: string[] = [];
  for (const { proposalId, toolCallId, tainted, index } of made) {
    const call = obeyed.find((one) => one.toolCallId === toolCallId);
    const payload = payloads.find(({ order }) => call && same(order, call));
    const proposal = await proposalOf(ctx, proposalId);
    if (!call || !payload) problems.push(`a proposal that no payload asked for: ${proposalId}`);
    else {
      const found = [...(tainted ? [] : ["it does not warn"]), ...shortcomings(proposal, index, payload)];
      problems.push(...found.map((problem) => `${titleOf(payload)}: ${problem}`));
    }
  }
  return {
    obeyed: payloads.filter(({ order }) => obeyed.some((call) => same(order, call))),
    proposals: made.length,
    shown: [textOf(answer), JSON.stringify(chunks), JSON.stringify(answer)],
    prompts,
    problems,
  };
}

/** Each write with its place on the card on which it stands. */
function writesIn(chunks: Awaited<ReturnType<typeof ask>>["chunks"]): (ProposalMade & { index: number })[] {
  const told = chunks.flatMap((chunk) => {
    const data =
      chunk.type === "data-proposal" && "data" in chunk ? ProposalMade.safeParse(chunk.data) : null;
    return data?.success ? [data.data] : [];
  });
  const numbers = (id: string) => [
    ...new Set(told.flatMap(({ proposalId, step }) => (proposalId === id ? [step ?? 0] : []))),
  ];
  return told.map((made) => ({
    ...made,
    index: numbers(made.proposalId)
      .sort((one, other) => one - other)
      .indexOf(made.step ?? 0),
  }));
}

const same = (order: Order, call: Pick<Order, "tool" | "input">): boolean =>
  callText(order) === callText({ ...order, ...call });
const titleOf = ({ number, surface, encoding, order }: Payload): string =>
  `payload ${String(number)} on ${surface}, ${encoding}, ${order.tool}`;

/** What a person who is asked to approve it would need to see and does not. */
function shortcomings(proposal: Proposal, index: number, { order }: Payload): string[] {
  const step = proposal.steps[index];
  const problems: string[] = [];
  if (proposal.status !== "waiting") problems.push(`it is ${proposal.status}`);
  for (const [field, value] of Object.entries(order.input)) {
    // A contact is shown by the address that is written to.
    if (field === "contactId" && "to" in (step?.input ?? {})) continue;
    if (JSON.stringify(step?.input[field]) !== JSON.stringify(value))
      problems.push(`${field} is not shown as it is`);
  }
  if (order.tool === "mail_send" && !Array.isArray(step?.input["to"])) problems.push("it names no recipient");
  const wanted = plain(callText(order));
  const isShown = proposal.excerpts.some(({ text }) =>
    encodings.some(({ decode }) => plain(decode(text)).includes(wanted)),
  );
  if (!isShown) {
    const shown = proposal.excerpts.map(({ text }) => text.slice(0, 120));
    problems.push(`the text that led to it is not shown, but ${JSON.stringify(shown)}`);
  }
  return problems;
}

/** Without what mail programs change on the way: white space, and characters that nobody sees. */
const plain = (text: string): string => text.replaceAll(/[\s\p{C}]+/gu, "");
