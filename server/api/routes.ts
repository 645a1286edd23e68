import type { Operation, RestRoute } from "#server/core/index.ts";
import { operations } from "#server/registry/index.ts";

export interface Route {
  operation: Operation;
  method: RestRoute["method"];
  /** Below /api/v1: "/contacts/{id}". */
  path: string;
  segments: readonly string[];
  /** Name of the multipart field that carries a file. */
  file?: string;
  /** JSON fields that announce a file which goes elsewhere. */
  announces?: readonly string[];
}

export const parameterName = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1];

// A fixed segment wins over a parameter: /contacts/search is not the contact "search".
const rank = ({ segments }: Route) =>
  segments.map((segment) => (parameterName(segment) ? "1" : "0")).join("");

export function routesOf(source: readonly Operation[]): Route[] {
  return source
    .flatMap((operation): Route[] => {
      const { rest } = operation.definition;
      return rest ? [{ operation, ...rest, segments: rest.path.slice(1).split("/") }] : [];
    })
    .sort((one, other) => rank(one).localeCompare(rank(other)));
}

let compiled: Route[] | undefined;

/** Every operation that has a place below /api/v1. */
export const routes = (): readonly Route[] => (compiled ??= routesOf(operations));

export type Match =
  | { kind: "found"; route: Route; parameters: Record<string, string> }
  | { kind: "wrongMethod"; allow: string[] }
  | { kind: "none" };

export function matchRoute(method: string, path: readonly string[]): Match {
  const fitting = routes().flatMap((route) => {
    const parameters = parametersOf(route, path);
    return parameters ? [{ route, parameters }] : [];
  });
  const wanted = method === "HEAD" ? "GET" : method;
  const found = fitting.find(({ route }) => route.method === wanted);
  if (found) return { kind: "found", ...found };
  const allow = [...new Set(fitting.map(({ route }) => route.method))].sort();
  return allow.length > 0 ? { kind: "wrongMethod", allow } : { kind: "none" };
}

function parametersOf({ segments }: Route, path: readonly string[]): Record<string, string> | null {
  if (segments.length !== path.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const given = path[index] ?? "";
    const name = parameterName(segment);
    if (name && given !== "") parameters[name] = given;
    else if (segment !== given) return null;
  }
  return parameters;
}
