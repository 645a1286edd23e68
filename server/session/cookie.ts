import { env } from "#server/env.ts";

/** Out of reach of scripts. Behind https it is bound to this very host by the prefix that browsers enforce. */
export function sessionCookie() {
  const secure = env().APP_URL.startsWith("https:");
  return {
    name: secure ? "__Host-omnicrm" : "omnicrm",
    httpOnly: true,
    sameSite: "lax",
    secure,
    path: "/",
  } as const;
}
