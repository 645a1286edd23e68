import { requireOwnOrigin } from "#server/auth/index.ts";

import { refuse, requestIdOf } from "./envelope.ts";

type Handler<Rest extends unknown[]> = (request: Request, ...rest: Rest) => Promise<Response>;

/** Makes a handler that cookies may open: it refuses whatever another site makes the browser send. */
export function sameOrigin<Rest extends unknown[]>(handler: Handler<Rest>): Handler<Rest> {
  return async (request, ...rest) => {
    try {
      requireOwnOrigin(request.method, request.headers);
    } catch (error) {
      return refuse(error, requestIdOf(request));
    }
    return handler(request, ...rest);
  };
}
