"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";

import { isWithin } from "./nav-items.ts";

interface NavLinkProps {
  href: string;
  className?: string;
  title?: string;
  onNavigate?: () => void;
  children: ReactNode;
}

/** Fetches its page once it is pointed at, and not all of them with every page. */
export function NavLink({ href, onNavigate, ...rest }: NavLinkProps) {
  const pathname = usePathname();
  const [isMeant, setMeant] = useState(false);
  return (
    <Link
      {...rest}
      href={href}
      prefetch={isMeant ? null : false}
      onPointerEnter={() => setMeant(true)}
      onClick={onNavigate}
      aria-current={isWithin(pathname, href) ? "page" : undefined}
    />
  );
}
