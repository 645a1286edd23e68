"use client";

import { createContext, type ReactNode, use } from "react";

const MayWrite = createContext(true);

/** Whether the person's role lets them change anything here: a viewer reads. The server refuses it in any case. */
export const useMayWrite = (): boolean => use(MayWrite);

export function MayWriteProvider({ mayWrite, children }: { mayWrite: boolean; children: ReactNode }) {
  return <MayWrite value={mayWrite}>{children}</MayWrite>;
}

interface ForWritersProps {
  children: ReactNode;
  /** For a viewer, in its place. */
  otherwise?: ReactNode;
}

/** What changes something: not offered to whom it would be refused. */
export function ForWriters({ children, otherwise = null }: ForWritersProps) {
  return useMayWrite() ? children : otherwise;
}
