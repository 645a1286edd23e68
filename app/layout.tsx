import "./globals.css";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";

import { themeFrom } from "#components/layout/preferences.ts";

export const metadata: Metadata = { title: { default: "OmniCRM", template: "%s · OmniCRM" } };

export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading a cookie also renders every page per request: its scripts carry the request's nonce.
  const kept = await cookies();
  const theme = themeFrom((name) => kept.get(name)?.value);
  return (
    <html lang="en" data-theme={theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>{children}</body>
    </html>
  );
}
