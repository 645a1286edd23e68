import { jsonSchema, tool, type Tool } from "ai";
import { z } from "zod";

import { aboutKinds, recordPath } from "#lib/about.ts";
import { AboutKind, type Choice, optionsMax, optionsMin } from "#lib/schemas/chat.ts";
import { Id, line } from "#lib/schemas/common.ts";
import type { StoredPart } from "#server/chat/index.ts";

import type { Reading } from "./reading.ts";

export const askChoiceName = "ask_choice";
export const askChoiceLabel = "Ask which one";

const labelMax = 120;
const questionMax = 300;

const schema = jsonSchema<Record<string, unknown>>({
  type: "object",
  properties: {
    question: { type: "string" },
    options: {
      type: "array",
      items: {
        type: "object",
        properties: {
          label: { type: "string" },
          kind: { enum: [...aboutKinds] },
          id: { type: "string" },
        },
        required: ["label"],
        additionalProperties: false,
      },
    },
  },
  required: ["question", "options"],
  additionalProperties: false,
});

/** What others see is one line, and reads in one direction. */
const words = (max: number) => line(max).transform((text) => text.replaceAll(/[\s\p{C}]+/gu, " "));

const Input = z.object({
  question: words(questionMax),
  options: z
    .array(z.object({ label: words(labelMax), kind: AboutKind.optional(), id: Id.optional() }))
    .min(optionsMin)
    .max(optionsMax),
});

type Asked = { state: "asked"; choice: Choice } | { error: { code: string; message: string } };

/**
 * A question whose answer is a click. It ends the turn; what is clicked comes as the next message, and its words stay the
 * model's. An option for a record names one that was read here, by kind and id.
 */
export function askChoice(reading: Pick<Reading, "sources">): Tool<Record<string, unknown>, Asked> {
  let isAsked = false;
  return tool({
    description:
      "Ask the person to choose among 2 to 6 options, shown as buttons. One for a record has its kind and id. Ends your turn: the choice comes as the next message.",
    inputSchema: schema,
    execute: (input): Asked => {
      const parsed = Input.safeParse(input);
      if (!parsed.success)
        return refused(`Give a question and ${optionsMin} to ${optionsMax} options with different labels.`);
      if (isAsked) return refused("One question at a time. The person has been asked already.");
      const choice = choiceOf(parsed.data, reading);
      if ("error" in choice) return choice;
      isAsked = true;
      return { state: "asked", choice };
    },
  });
}

function choiceOf({ question, options }: z.output<typeof Input>, { sources }: Pick<Reading, "sources">) {
  const labels = new Set(options.map(({ label }) => label.toLowerCase()));
  if (labels.size < options.length) return refused("Two options have the same label. Tell them apart.");
  const offered: Choice["options"] = [];
  for (const { label, kind, id } of options) {
    const source = kind && id ? sources.get(recordPath({ kind, id })) : undefined;
    if ((kind ?? id) !== undefined && !source) {
      return refused(
        `The record of "${label}" was not read here. Look it up first, and give its kind and id.`,
      );
    }
    offered.push({ label, record: kind && id ? { kind, id, name: source?.label ?? "" } : null });
  }
  return { question, options: offered } satisfies Choice;
}

const refused = (message: string) => ({ error: { code: "invalid_input", message } });

/** The person is asked by this part: nothing more is said before they have answered. */
export const isQuestion = (part: StoredPart | undefined): boolean =>
  part?.type === "tool" && part.choice !== undefined;

export const hasAsked = (output: unknown): output is Extract<Asked, { state: "asked" }> =>
  output !== null && typeof output === "object" && "state" in output && output.state === "asked";
