import "./globals.css";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";

export const metadata: Metadata = { title: { default: "OmniCRM", template: "%s · OmniCRM" } };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Read so that every page is rendered per request: its scripts carry the request's nonce.
  await headers();
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>{children}</body>
    </html>
  );
}
