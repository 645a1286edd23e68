"use client";

import { type ComponentType, createElement, type ReactNode, useEffect, useState } from "react";

interface LoadedProps<P> {
  /** The same function every time. */
  load: () => Promise<{ default: ComponentType<P> }>;
  props: P;
  /** What stands there until it is here, or for good where it cannot be fetched. */
  meanwhile?: ReactNode;
}

/** A part that is fetched when it is first shown, so that no page is slower for it. */
export function Loaded<P extends object>({ load, props, meanwhile = null }: LoadedProps<P>) {
  const [loaded, setLoaded] = useState<{ Part: ComponentType<P> } | null>(null);
  useEffect(() => {
    let isHere = true;
    load().then(
      (part) => isHere && setLoaded({ Part: part.default }),
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [load]);
  return loaded ? createElement(loaded.Part, props) : meanwhile;
}
