import { leaveFor } from "./components/layout/departure.ts";

/** Next calls this as soon as somebody goes to another page, however they do. */
export const onRouterTransitionStart = (url: string): void => leaveFor(url);
