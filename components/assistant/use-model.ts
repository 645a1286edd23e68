"use client";

import { useEffect, useState } from "react";

import type { SystemDescription } from "#lib/schemas/profile.ts";
import { read } from "#components/live/read.ts";

import { type ModelInUse, modelOf } from "./model-in-use.ts";

let known: ModelInUse | null = null;

/** Which model answers; null until that is known. It stays what it is until the app is started again. */
export function useModel(initial: ModelInUse | null): ModelInUse | null {
  const [model, setModel] = useState(initial ?? known);
  const isMissing = model === null;
  useEffect(() => {
    if (!isMissing) return;
    const abort = new AbortController();
    read<SystemDescription>("/system", abort.signal).then(
      (result) => {
        if (!result.ok) return;
        known = modelOf(result.data);
        setModel(known);
      },
      () => undefined,
    );
    return () => abort.abort();
  }, [isMissing]);
  return model;
}
