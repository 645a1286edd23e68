import type { Page } from "@playwright/test";

/**
 * Collects what no page may do: errors in the console, breaches of the content security policy, uncaught errors,
 * answers of 500 and above, and requests to anywhere but the app and the storage of files.
 */
export function watch(page: Page, origin: string): string[] {
  const wrongs: string[] = [];
  page.on("pageerror", (error) => wrongs.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") wrongs.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    const known = [origin, process.env["E2E_STORAGE_URL"]];
    if (!known.includes(url.origin) && !["data:", "blob:"].includes(url.protocol))
      wrongs.push(`outside: ${url.href}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) wrongs.push(`${response.status()}: ${response.url()}`);
  });
  return wrongs;
}

/** What the browser itself says when somebody asks for what is not there, is refused, or is cut off. */
export const refusal =
  /^(?:503: |console: Failed to load resource: (?:the server responded with a status of (?:4\d\d|503)|net::ERR_(?:EMPTY_RESPONSE|CONNECTION_RESET|INTERNET_DISCONNECTED)))/;
