export interface LoggedRequest {
  readonly method: string;
  /** Without the query, which may hold tokens. */
  readonly path: string;
  readonly status: number;
  readonly at: string;
  /** Of the API called, with the names of its parts. */
  readonly route?: string;
  /** Of the quota; 0 for what was refused. */
  readonly units?: number;
}

export interface RequestCounts {
  total: number;
  /** For haste. */
  refused: number;
  units: number;
  byPath: Record<string, number>;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  all(): readonly LoggedRequest[];
  /** Since the last clear, however many there were. */
  counts(): RequestCounts;
  clear(): void;
}

const kept = 10_000;

const none = (): RequestCounts => ({ total: 0, refused: 0, units: 0, byPath: {} });

export function makeRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  let counts = none();
  return {
    add(request) {
      requests.push(request);
      const { method, path, route, units = 0, status } = request;
      const name = route ?? `${method} ${path}`;
      counts.total += 1;
      counts.units += units;
      counts.refused += status === 429 ? 1 : 0;
      counts.byPath[name] = (counts.byPath[name] ?? 0) + 1;
      if (requests.length > kept * 2) requests = requests.slice(-kept);
    },
    all: () => requests.slice(-kept).map(({ method, path, status, at }) => ({ method, path, status, at })),
    counts: () => counts,
    clear() {
      requests = [];
      counts = none();
    },
  };
}
