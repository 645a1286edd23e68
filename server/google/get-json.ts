import { Agent, get as getPlain, type IncomingMessage } from "node:http";
import { Agent as SecureAgent, get as getSecure } from "node:https";

import { perProcess } from "#lib/per-process.ts";

import type { RequestOptions } from "./patience.ts";

const kept = { keepAlive: true, maxFreeSockets: 20, timeout: 30_000 };
const agents = perProcess("google.agents", () => ({ plain: new Agent(kept), secure: new SecureAgent(kept) }));

/** What an answer comes to. */
export interface ResponseBody {
  /** False where nothing more of it is wanted. */
  add(chunk: Buffer): boolean;
  /** Undefined where it is no JSON. */
  data(): unknown;
}

/** What an answer is of which more came than was wanted. */
export const tooLong = Symbol("too long");

/**
 * Reads JSON, as googleapis would at five times the work: for the calls that are made for each message. Rejects with what
 * toGoogleError() knows: `response` where Google answered, else what broke.
 */
export function getJson(
  url: URL,
  { headers, signal }: Pick<RequestOptions, "headers" | "signal">,
  body: ResponseBody = new JsonBody(),
): Promise<{ data: unknown }> {
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      response.on("data", (chunk: Buffer) => {
        if (body.add(chunk)) return;
        resolve({ data: tooLong });
        response.destroy();
      });
      response.on("error", reject);
      response.on("end", () => {
        const status = response.statusCode ?? 0;
        const data = body.data();
        if (status === 200 && data !== undefined) resolve({ data });
        else if (status === 200) reject(new Error("the answer is not JSON"));
        else
          reject(
            Object.assign(new Error("refused"), { response: { status, headers: headersOf(response), data } }),
          );
      });
    };
    const request =
      url.protocol === "https:"
        ? getSecure(url, { headers, signal, agent: agents.secure }, answered)
        : getPlain(url, { headers, signal, agent: agents.plain }, answered);
    request.on("error", reject);
  });
}

class JsonBody implements ResponseBody {
  readonly #chunks: Buffer[] = [];

  add(chunk: Buffer): boolean {
    this.#chunks.push(chunk);
    return true;
  }

  data(): unknown {
    try {
      return JSON.parse(Buffer.concat(this.#chunks).toString("utf8"));
    } catch {
      return undefined;
    }
  }
}

function headersOf({ headers }: IncomingMessage): Headers {
  const retryAfter = headers["retry-after"];
  return new Headers(retryAfter === undefined ? {} : { "retry-after": retryAfter });
}
