import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, beforeEach } from "vitest";

import { env, setEnv } from "#server/env.ts";

export const gmailScope = "https://www.googleapis.com/auth/gmail.readonly";
export const calendarScope = "https://www.googleapis.com/auth/calendar.readonly";

interface Grant {
  email: string;
  scope: string;
  challenge: string;
}

interface Answer {
  status: number;
  body: unknown;
}

/** OAuth as far as a connection needs it: codes are single use, tokens are counted, and it can be told to refuse. */
export class FakeGoogle {
  readonly requests: { path: string; fields: Record<string, string> }[] = [];
  readonly grants = new Map<string, Grant>();
  readonly live = new Set<string>();
  /** Answers in place of the next ones to this path. */
  readonly refusals = new Map<string, Answer[]>();
  expiresInSeconds = 3_600;
  givesRefreshToken = true;
  answerDelayMs = 0;
  #count = 0;

  /** As if the person had allowed `scope` on the page that `url` leads to. Answers the code. */
  allow(url: string, { email, scope }: { email: string; scope: string }): string {
    const code = `4/${String(++this.#count)}`;
    const challenge = new URL(url).searchParams.get("code_challenge") ?? "";
    this.grants.set(code, { email, scope, challenge });
    return code;
  }

  asked(path: string): number {
    return this.requests.filter((request) => request.path === path).length;
  }

  refuse(path: string, status: number, body: unknown, times = 1): void {
    this.refusals.set(
      path,
      Array.from({ length: times }, () => ({ status, body })),
    );
  }

  answer(path: string, fields: Record<string, string>): Answer {
    this.requests.push({ path, fields });
    const refusal = this.refusals.get(path)?.shift();
    if (refusal) return refusal;
    if (path === "/revoke") {
      return this.live.delete(fields["token"] ?? "")
        ? { status: 200, body: {} }
        : { status: 400, body: { error: "invalid_token" } };
    }
    if (path !== "/token") return { status: 404, body: null };
    if (fields["grant_type"] === "refresh_token") {
      return this.live.has(fields["refresh_token"] ?? "") ? this.#tokens() : invalidGrant;
    }
    return this.#exchange(fields);
  }

  #exchange(fields: Record<string, string>): Answer {
    const grant = this.grants.get(fields["code"] ?? "");
    this.grants.delete(fields["code"] ?? "");
    const challenge = createHash("sha256")
      .update(fields["code_verifier"] ?? "")
      .digest("base64url");
    if (!grant || grant.challenge !== challenge) return invalidGrant;
    const identity = { iss: "https://accounts.google.com", aud: fields["client_id"], sub: "1" };
    const claims = JSON.stringify({ ...identity, email: grant.email, email_verified: true });
    const refreshToken = `1//${String(++this.#count)}`;
    if (this.givesRefreshToken) this.live.add(refreshToken);
    const { status, body } = this.#tokens();
    return {
      status,
      body: {
        ...body,
        scope: `openid email ${grant.scope}`,
        id_token: `e30.${Buffer.from(claims).toString("base64url")}.signature`,
        ...(this.givesRefreshToken ? { refresh_token: refreshToken } : {}),
      },
    };
  }

  #tokens(): { status: number; body: Record<string, unknown> } {
    const accessToken = `ya29.${String(++this.#count)}`;
    return { status: 200, body: { access_token: accessToken, expires_in: this.expiresInSeconds } };
  }
}

const invalidGrant: Answer = { status: 400, body: { error: "invalid_grant" } };

/** A fake Google that the environment points at; each test begins with a new one. After useTestDatabase(). */
export function useFakeGoogle(): { current: FakeGoogle } {
  const holder = { current: new FakeGoogle() };
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
      const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
      const { status, body } = holder.current.answer(request.url ?? "", fields);
      setTimeout(() => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      }, holder.current.answerDelayMs);
    })();
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    setEnv({
      ...env(),
      GOOGLE_CLIENT_ID: "client.apps.example",
      GOOGLE_CLIENT_SECRET: "client-secret",
      GOOGLE_BASE_URL: `http://127.0.0.1:${String(port)}`,
    });
  });
  beforeEach(() => {
    holder.current = new FakeGoogle();
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return holder;
}
