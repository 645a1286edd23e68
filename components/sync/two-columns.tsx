import type { ReactNode } from "react";

/** The page's matter, and at its right what belongs to it; one below the other where there is no room. */
export function TwoColumns({ main, children }: { main: ReactNode; children: ReactNode }) {
  return (
    <div className="grid items-start gap-4 @3xl/page:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="grid min-w-0 gap-4">{main}</div>
      <div className="grid min-w-0 gap-4">{children}</div>
    </div>
  );
}
