"use client";

import { createContext, type ReactNode, use } from "react";

import type { Permission } from "#lib/schemas/permissions.ts";

const Rights = createContext<ReadonlySet<Permission> | null>(null);

/** What the person's role allows, asked by the permission that an operation wants. The server refuses the rest in any case. */
export function useRights(): (permission: Permission) => boolean {
  const rights = use(Rights);
  return (permission) => rights === null || rights.has(permission);
}

/** Whether the person's role allows what wants this permission. */
export const useMay = (permission: Permission): boolean => useRights()(permission);

interface RightsProviderProps {
  /** Those of the person's role, as the server has them. */
  rights: readonly Permission[];
  children: ReactNode;
}

export function RightsProvider({ rights, children }: RightsProviderProps) {
  return <Rights value={new Set(rights)}>{children}</Rights>;
}

interface IfMayProps {
  permission: Permission;
  children: ReactNode;
  /** For whom it would be refused, in its place. */
  otherwise?: ReactNode;
}

/** An act, for whom its operation would not be refused. */
export function IfMay({ permission, children, otherwise = null }: IfMayProps) {
  return useMay(permission) ? children : otherwise;
}
