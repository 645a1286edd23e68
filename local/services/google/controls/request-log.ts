export interface LoggedRequest {
  readonly method: string;
  /** Without the query, which may hold tokens. */
  readonly path: string;
  readonly status: number;
  readonly at: string;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  all(): readonly LoggedRequest[];
  clear(): void;
}

const kept = 10_000;

export function makeRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      if (requests.length > kept * 2) requests = requests.slice(-kept);
    },
    all: () => requests.slice(-kept),
    clear() {
      requests = [];
    },
  };
}
