import { read } from "#components/live/read.ts";

const channelName = "omnicrm-session";
const typedFields = "textarea, input:not([type]), input[type=text], input[type=email], input[type=tel]";

/** What was typed is not taken away: there the words of the next refusal offer the way to sign in. */
const isSomethingTyped = (): boolean =>
  [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(typedFields)].some(
    ({ value }) => value.trim() !== "",
  );

/** Of this tab, which does not hear itself. */
let channel: BroadcastChannel | null = null;

/** Other tabs of this browser look whether they are signed out too. */
export function tellSignedOut(): void {
  channel?.postMessage("look");
}

/** Goes to sign in where the session has ended meanwhile, so that nothing stays to be read. */
async function look(): Promise<void> {
  if (isSomethingTyped()) return;
  const result = await read<unknown>("/profile");
  if (result.ok || result.error.code !== "unauthenticated" || isSomethingTyped()) return;
  const { forgetAll } = await import("./forget-all.ts");
  forgetAll();
  const { pathname, search } = window.location;
  window.location.replace(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

/** When another tab signs out, when this one is seen again, and when Back shows it as it was. */
export function watchSession(): () => void {
  const opened = new BroadcastChannel(channelName);
  channel = opened;
  const begun = new AbortController();
  const { signal } = begun;
  opened.addEventListener("message", () => void look(), { signal });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void look(), {
    signal,
  });
  window.addEventListener("pageshow", ({ persisted }) => persisted && void look(), { signal });
  return () => {
    begun.abort();
    opened.close();
    if (channel === opened) channel = null;
  };
}
