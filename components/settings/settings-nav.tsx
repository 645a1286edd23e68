"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

import { cn } from "#components/ui/cn.ts";

const places = [
  { href: "/settings", label: "Profile" },
  { href: "/settings/google", label: "Google" },
  { href: "/settings/ignored", label: "Ignored" },
  { href: "/settings/keys", label: "API keys" },
  { href: "/settings/assistant", label: "Assistant" },
  { href: "/settings/usage", label: "Usage" },
  { href: "/settings/system", label: "System" },
];

/** The parts of the settings; on phones as many lines as they need, so that the one that is open is in sight. */
export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="md:sticky md:top-16">
      <ul className="flex flex-wrap gap-1 md:grid">
        {places.map(({ href, label }) => {
          const isHere = pathname === href;
          return (
            <li key={href} className="shrink-0">
              <Link
                href={href}
                aria-current={isHere ? "page" : undefined}
                className={cn(
                  "flex h-8 items-center rounded-control px-2.5 transition-colors max-md:h-10 max-md:px-3",
                  isHere ? "bg-accent-soft font-medium" : "text-text-muted hover:bg-sunken hover:text-text",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
