import type { LanguageModelV4Prompt } from "@ai-sdk/provider";
import { z } from "zod";

import { ModelError } from "./errors.ts";
import type { ModelDriver } from "./model.ts";

export interface Wanted<S extends z.ZodType> {
  model: ModelDriver;
  /** What providers call it: letters, digits and _. */
  name: string;
  /** Strict objects whose fields are all there, `nullable` rather than `optional`: providers ask for that. */
  schema: S;
  instructions: string;
  /** What it is about; data, whatever it says. */
  data: string;
  maxOutputTokens: number;
  signal: AbortSignal;
}

/**
 * Asks for a value of this shape. What does not fit is told to the model once, for it to mend; what then does not fit is
 * nothing: throws ModelError unusable, and the caller has nothing to write.
 */
export async function structured<S extends z.ZodType>(wanted: Wanted<S>): Promise<z.output<S>> {
  const schema = z.toJSONSchema(wanted.schema, { io: "input" });
  const prompt: LanguageModelV4Prompt = [
    // Stands first and stays the same, and names the shape for providers that take no schema.
    {
      role: "system",
      content: `${wanted.instructions}\n\nAnswer with JSON alone, of this JSON schema:\n${JSON.stringify(schema)}`,
    },
    { role: "user", content: [{ type: "text", text: wanted.data }] },
  ];
  const first = await ask(wanted, schema, prompt);
  const parsed = parse(wanted.schema, first);
  if (parsed.ok) return parsed.value;
  const second = await ask(wanted, schema, [
    ...prompt,
    { role: "assistant", content: [{ type: "text", text: first || "(nothing)" }] },
    {
      role: "user",
      content: [
        {
          type: "text",
          text: `That does not fit the schema. ${parsed.why}\nAnswer again, with the whole JSON and nothing else.`,
        },
      ],
    },
  ]);
  const mended = parse(wanted.schema, second);
  if (mended.ok) return mended.value;
  throw new ModelError("unusable");
}

async function ask<S extends z.ZodType>(
  { model, name, maxOutputTokens, signal }: Wanted<S>,
  schema: z.core.JSONSchema.BaseSchema,
  prompt: LanguageModelV4Prompt,
): Promise<string> {
  const { content, structuredOutputText } = await model.doGenerate({
    prompt,
    // zod writes plain JSON schema; the two packages describe the same thing by types of their own.
    responseFormat: { type: "json", name, schema: schema as never },
    maxOutputTokens,
    abortSignal: signal,
  });
  return structuredOutputText ?? content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

type Parsed<T> = { ok: true; value: T } | { ok: false; why: string };

const issuesMax = 10;

function parse<S extends z.ZodType>(schema: S, text: string): Parsed<z.output<S>> {
  let value: unknown;
  try {
    value = JSON.parse(withoutFence(text));
  } catch {
    return { ok: false, why: "It is not JSON." };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = parsed.error.issues.slice(0, issuesMax);
  return {
    ok: false,
    why: issues.map(({ path, message }) => `${path.join(".") || "The whole"}: ${message}`).join("\n"),
  };
}

/** Small models put their JSON between three backticks. */
const withoutFence = (text: string): string =>
  /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(text)?.[1] ?? text;
