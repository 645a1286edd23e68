import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import type { Failure, Result } from "#lib/result.ts";
import { showToast } from "#components/ui/toast-store.ts";

import { act } from "./act.ts";

interface Room<T> {
  /** Where its records are: "/contacts". */
  path: `/${string}`;
  nameOf: (made: T) => string;
  remove: (input: { id: string }) => Promise<Result<unknown>>;
  onDone: () => void;
}

/** Makes a record and goes to its page, with the way back; what was refused stands in `failure`. */
export function useCreate<T extends { id: string }>({ path, nameOf, remove, onDone }: Room<T>) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();

  const create = (making: () => Promise<Result<T>>) =>
    start(async () => {
      const result = await making();
      if (!result.ok) return setFailure(result.error);
      const { id } = result.data;
      const name = nameOf(result.data);
      onDone();
      router.push(`${path}/${id}`);
      const undo = async () => {
        if (await act(() => remove({ id }), `${name} deleted`)) router.push(path);
      };
      return showToast({ text: `${name} added`, action: { label: "Undo", run: () => void undo() } });
    });
  return { create, failure, isPending };
}
