"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";

import { arrive, departureStore } from "./departure.ts";
import { isWithin } from "./nav-items.ts";
import { PageSkeleton } from "./page-skeleton.tsx";

/** Their list or menu stays while what lies beside it is fetched. */
const withLayout = ["/inbox", "/settings"];
/** Until then the page that is left stays in sight. */
const patienceMs = 150;
/** A way that led nowhere by then is given up, and the page that was left is there again. */
const lostMs = 15_000;

/**
 * The page, and its skeleton where the next one takes long. Not a loading.tsx: React would write a document's page behind
 * the skeleton and show it 300 ms later, when all scripts have run.
 */
export function PageArea({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const target = useSyncExternalStore(
    departureStore.subscribe,
    departureStore.current,
    departureStore.server,
  );
  const [awaited, setAwaited] = useState<string | null>(null);
  const stays = withLayout.some((href) => isWithin(pathname, href) && isWithin(target ?? "", href));
  const shown = target !== null && target !== pathname && awaited === target && !stays ? target : null;

  useEffect(() => arrive, [pathname]);
  useEffect(() => {
    if (target === null) return;
    const soon = setTimeout(() => setAwaited(target), patienceMs);
    const late = setTimeout(arrive, lostMs);
    return () => {
      clearTimeout(soon);
      clearTimeout(late);
      setAwaited(null);
    };
  }, [target]);

  return (
    <>
      {shown !== null && <PageSkeleton path={shown} />}
      <div className={shown === null ? "contents" : "hidden"}>{children}</div>
    </>
  );
}
