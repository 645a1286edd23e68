import type postgres from "postgres";
import { z } from "zod";

import type { Context } from "#server/core/index.ts";

import { enterAs } from "../connections.ts";

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string | undefined;
  Filter?: string | undefined;
  Plans?: PlanNode[] | undefined;
}

const PlanNode: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    "Node Type": z.string(),
    "Relation Name": z.string().optional(),
    Filter: z.string().optional(),
    Plans: z.array(PlanNode).optional(),
  }),
);
const Explained = z.array(z.object({ Plan: PlanNode })).length(1);

export interface PlanFaults {
  seqScans: string[];
  /** Filters that call a function for each row. */
  functionFilters: string[];
}

/** What is wrong with the plan that this caller gets. */
export async function planFaults(client: postgres.Sql, ctx: Context, query: string): Promise<PlanFaults> {
  const explained = await client.begin(async (tx) => {
    await enterAs(tx, ctx);
    const [row] = await tx.unsafe<{ "QUERY PLAN": unknown }[]>(`explain (format json) ${query}`);
    return row?.["QUERY PLAN"];
  });
  return faultsOf(Explained.parse(explained)[0]?.Plan);
}

export function faultsOf(root: PlanNode | undefined): PlanFaults {
  const nodes = root ? flatten(root) : [];
  return {
    seqScans: nodes
      .filter((node) => /Seq Scan$/.test(node["Node Type"]))
      .map((node) => node["Relation Name"] ?? "?"),
    functionFilters: nodes.flatMap(({ Filter }) =>
      Filter !== undefined && callsFunction(Filter) ? [Filter] : [],
    ),
  };
}

const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];

// A call is a name with its bracket; "(InitPlan 1).col1" and operators like "OR (" have none before it.
const callsFunction = (filter: string): boolean => /[a-z_]\w*\(/i.test(filter.replaceAll(/'[^']*'/g, "''"));
