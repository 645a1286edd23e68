const accounts = "https://accounts.google.com/";

// The package knows Google by its addresses alone.
const moved = [
  ["https://oauth2.googleapis.com/token", "/token"],
  ["https://www.googleapis.com/oauth2/v3/certs", "/oauth2/v3/certs"],
  ["https://www.googleapis.com/userinfo/v2/me", "/userinfo/v2/me"],
] as const;

/** A fetch that asks the stand-in what it would have asked Google. */
export function fetchGoogleFrom(standInUrl: string, realFetch: typeof fetch): typeof fetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const [, path] = moved.find(([address]) => url.split("?")[0] === address) ?? [];
    if (path === undefined) return realFetch(input, init);
    const target = `${standInUrl}${path}${new URL(url).search}`;
    return realFetch(input instanceof Request ? new Request(target, input) : target, init);
  };
}

/** The answer, with a redirect to Google's sign-in leading to the stand-in instead. */
export function sendToGoogleAt(standInUrl: string, response: Response): Response {
  const location = response.headers.get("location");
  if (location?.startsWith(accounts) !== true) return response;
  const headers = new Headers(response.headers);
  headers.set("location", `${standInUrl}/${location.slice(accounts.length)}`);
  return new Response(response.body, { status: response.status, headers });
}
