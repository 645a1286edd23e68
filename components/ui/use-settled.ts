import { useEffect, useState } from "react";

const settleMs = 150;

/** What is being typed, once the fingers rest; what is emptied is empty at once. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), settleMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return typed === "" ? "" : settled;
}
