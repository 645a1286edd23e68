import { z } from "zod";

const Verification = z.looseObject({ type: z.literal("email") });

/** Supabase takes a code from a mail as type "email"; the stand-in knows it by its older name only. */
export async function acceptEmailCodes(request: Request): Promise<Request> {
  if (request.method !== "POST" || !new URL(request.url).pathname.endsWith("/verify")) return request;
  const body = await request.text();
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  return new Request(request.url, { method: "POST", headers, body: renameType(body) });
}

function renameType(body: string): string {
  try {
    const verification = Verification.safeParse(JSON.parse(body));
    return verification.success ? JSON.stringify({ ...verification.data, type: "magiclink" }) : body;
  } catch {
    // Not JSON: the stand-in says so itself.
    return body;
  }
}
