import { leaveFor } from "./components/layout/departure.ts";
import { keepEarlyKeys } from "./components/ui/keys-store.ts";

// Zod, which pages fetch later, would try whether it may compile: the policy forbids it, and the browser reports the try.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

keepEarlyKeys();

/** Next calls this as soon as somebody goes to another page, however they do. */
export const onRouterTransitionStart = (url: string): void => leaveFor(url);
