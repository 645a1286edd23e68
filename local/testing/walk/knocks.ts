import type { HeldSession } from "#local/testing/expired-session.ts";
import { browser } from "#local/testing/browser.ts";
import { action } from "#server/actions/action.ts";
import { restHandler } from "#server/api/index.ts";
import type { Operation, RestRoute } from "#server/core/index.ts";
import { sessionContext } from "#server/session/index.ts";

/** How a door answered: "ok", or the code of the refusal; over HTTP with the status before it. */
type Answer = "ok" | (string & {});

export interface Knock {
  /** Where and with what. */
  as: string;
  knock: (held: HeldSession) => Promise<Answer>;
}

type Input = Record<string, unknown>;

// As app/api/v1/[[...path]]/route.ts makes it.
const atRest = restHandler(sessionContext);

/**
 * The ways in which somebody's session comes to an operation: over REST as a token and as a cookie, and by pressing
 * the button. None where only models and batches may call it. Throws where a door is not known here.
 */
export function knocksOf(operation: Operation, input: Input): Knock[] {
  const { name, doors, rest } = operation.definition;
  if (doors.includes("rest") && !rest) {
    throw new Error(`${name} has the door rest and no route: write down its handler in knocks.ts`);
  }
  return [
    ...(rest
      ? [
          { as: "a token at REST", knock: (held: HeldSession) => askWithToken(rest, input, held) },
          { as: "a cookie at REST", knock: (held: HeldSession) => askWithCookie(rest, input, held) },
        ]
      : []),
    ...(doors.includes("action")
      ? [{ as: "a cookie at its action", knock: (held: HeldSession) => press(operation, input, held) }]
      : []),
  ];
}

async function press(operation: Operation, input: Input, held: HeldSession): Promise<Answer> {
  carry(held);
  const result = await action(operation)(input);
  return result.ok ? "ok" : result.error.code;
}

const askWithToken = (route: RestRoute, input: Input, { token }: HeldSession): Promise<Answer> =>
  ask(requestOf(route, input, { authorization: `Bearer ${token}` }));

function askWithCookie(route: RestRoute, input: Input, held: HeldSession): Promise<Answer> {
  carry(held);
  return ask(requestOf(route, input, { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" }));
}

/** Puts the session's cookie into the browser; where it is refused the app clears it, so each knock brings it anew. */
export function carry({ cookie: { name, value } }: HeldSession): void {
  browser.cookies.clear();
  browser.cookies.set(name, { value, options: {} });
}

async function ask(request: Request): Promise<Answer> {
  const path = new URL(request.url).pathname.replace("/api/v1/", "").split("/");
  const response = await atRest(request, { params: Promise.resolve({ path }) });
  const { ok, error } = (await response.json()) as { ok: boolean; error?: { code: string } };
  return ok ? "ok" : `${String(response.status)} ${error?.code ?? ""}`;
}

function requestOf(
  { method, path, file }: RestRoute,
  input: Input,
  headers: Record<string, string>,
): Request {
  const inPath = new Set<string>();
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    inPath.add(name);
    return encodeURIComponent(String(input[name]));
  });
  const rest = Object.entries(input).filter(([name]) => !inPath.has(name));
  const url = new URL(`http://localhost:3000/api/v1${filled}`);
  if (file) {
    const form = new FormData();
    form.append(file, new File(["From ada@analytical.example\n\n"], "inbox.mbox"));
    return new Request(url, { method, headers, body: form });
  }
  if (method === "POST" || method === "PATCH") {
    const json = { ...headers, "content-type": "application/json" };
    return new Request(url, { method, headers: json, body: JSON.stringify(Object.fromEntries(rest)) });
  }
  for (const [name, value] of rest) {
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(one));
  }
  return new Request(url, { method, headers });
}
