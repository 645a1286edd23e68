import { jsonSchema, tool, type ToolSet } from "ai";

import { operations, toolDescription, toolNameOf, toolsOf } from "#server/registry/index.ts";

import { askChoiceName } from "./ask-choice.ts";

/** What nearly every request needs, in the order in which a prompt's prefix keeps it. */
const coreNames = [
  "search_query",
  "contacts_list",
  "contacts_get",
  "contacts_timeline",
  "contacts_create",
  "contacts_update",
  "companies_list",
  "interactions_search",
  "threads_list",
  "threads_get",
  "events_list",
  "events_create",
  "drafts_create",
  "mail_voice",
  "mail_send",
  "today_get",
  "tasks_list",
  "tasks_create",
  "tasks_complete",
  "notes_list",
  "notes_create",
  "memories_create",
  "changeSets_list",
  askChoiceName,
];

export const findToolsName = "find_tools";
const foundMax = 5;

export interface Toolbox {
  /** The offered tools: the core, then what was found, each at its place for good. */
  active: () => string[];
  tools: ToolSet;
}

/** Offers the core of the tools and a search that adds others. `earlier`: what the thread has found before. */
export function toolbox(tools: ToolSet, earlier: readonly string[] = []): Toolbox {
  const core = coreNames.filter((name) => name in tools);
  const found = new Set(earlier.filter((name) => name in tools && !core.includes(name)));
  const search = tool({
    description:
      'Find tools for what the offered ones cannot do, by a few words like "tag contact" or "undo change". What is found can be called from the next step on.',
    inputSchema: jsonSchema<{ query: string }>({
      type: "object",
      properties: { query: { type: "string", maxLength: 200 } },
      required: ["query"],
      additionalProperties: false,
    }),
    execute: ({ query }) => {
      const hits = searchTools(String(query).slice(0, 200)).filter(({ name }) => !core.includes(name));
      for (const { name } of hits) found.add(name);
      return {
        tools: hits,
        ...(hits.length === 0 ? { note: "Nothing fits. Say so, or use other words." } : {}),
      };
    },
  });
  return {
    active: () => [...core, findToolsName, ...found],
    tools: { ...tools, [findToolsName]: search },
  };
}

interface ToolHit {
  name: string;
  description: string;
}

const wordsOf = (text: string): string[] =>
  text
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2)
    .map((word) => word.replace(/s$/, ""));

function searchTools(query: string): ToolHit[] {
  const wanted = new Set(wordsOf(query));
  return toolsOf(operations, "tool")
    .map((operation) => {
      const name = toolNameOf(operation.definition.name);
      const description = toolDescription(operation, "tool");
      const inName = wordsOf(name).filter((word) => wanted.has(word)).length;
      const inText = new Set(wordsOf(description).filter((word) => wanted.has(word))).size;
      return { name, description, score: 2 * inName + inText };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, foundMax)
    .map(({ name, description }) => ({ name, description }));
}
