export interface Matched<Route> {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Prepared<Route> {
  readonly method: string;
  readonly segments: readonly string[];
  readonly route: Route;
}

export type Find<Route> = (method: string, path: string) => Matched<Route> | null;

/** Routes are written "GET /users/:id"; the first that fits wins. A segment holds no slash, but may hold %2F. */
export function makeRouter<Route extends { readonly at: string }>(routes: readonly Route[]): Find<Route> {
  const prepared: Prepared<Route>[] = routes.map((route) => {
    const [method = "", path = ""] = route.at.split(" ");
    return { method, segments: path.split("/"), route };
  });
  return (method, path) => {
    const given = path.split("/");
    for (const { method: wanted, segments, route } of prepared) {
      if (wanted !== method || segments.length !== given.length) continue;
      const params = paramsOf(segments, given);
      if (params !== null) return { route, params };
    }
    return null;
  };
}

function paramsOf(segments: readonly string[], given: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = given[index] ?? "";
    if (!segment.startsWith(":")) {
      if (segment !== part) return null;
      continue;
    }
    try {
      params[segment.slice(1)] = decodeURIComponent(part);
    } catch {
      return null;
    }
  }
  return params;
}
