import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** The reader's time zone as undefined, once the browser runs; "UTC" while the server writes the page. */
export const useTimeZone = (): "UTC" | undefined =>
  useSyncExternalStore<"UTC" | undefined>(
    never,
    () => undefined,
    () => "UTC",
  );
