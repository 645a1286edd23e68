/** How somebody likes the frame, kept in cookies, so that the first paint is right already. */

import { type ColumnWidths, columnWidthsFrom, columnWidthsText } from "#components/ui/column-widths.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const assistantWidth = { least: 320, usual: 400, most: 720 };

export interface FramePreferences {
  sidebar: "open" | "icons";
  assistant: { isOpen: boolean; widthPx: number };
}

const names = { theme: "omnicrm-theme", sidebar: "omnicrm-sidebar", assistant: "omnicrm-assistant" } as const;

type ReadCookie = (name: string) => string | undefined;

export function themeFrom(readCookie: ReadCookie): Theme {
  const value = readCookie(names.theme);
  return themes.find((theme) => theme === value) ?? "system";
}

export function framePreferencesFrom(readCookie: ReadCookie): FramePreferences {
  const [state, width] = (readCookie(names.assistant) ?? "").split("-");
  return {
    sidebar: readCookie(names.sidebar) === "icons" ? "icons" : "open",
    assistant: { isOpen: state === "open", widthPx: boundWidth(Number(width)) },
  };
}

/** A list whose columns somebody may make wider. */
export type ListName = "contacts" | "companies";

const columnsCookie = (list: ListName) => `omnicrm-columns-${list}`;

export const listColumnsFrom = (readCookie: ReadCookie, list: ListName): ColumnWidths =>
  columnWidthsFrom(readCookie(columnsCookie(list)) ?? "");

export function keepListColumns(list: ListName, widths: ColumnWidths): void {
  keep(columnsCookie(list), columnWidthsText(widths));
}

/** Within what is of use; what is no number gives the usual width. */
export function boundWidth(widthPx: number): number {
  if (!Number.isFinite(widthPx) || widthPx <= 0) return assistantWidth.usual;
  return Math.round(Math.min(assistantWidth.most, Math.max(assistantWidth.least, widthPx)));
}

const yearS = 365 * 24 * 3600;

function keep(name: string, value: string): void {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=${yearS}; samesite=lax${secure}`;
}

export function keepTheme(theme: Theme): void {
  keep(names.theme, theme);
  document.documentElement.dataset["theme"] = theme;
}

export function keepSidebar(sidebar: FramePreferences["sidebar"]): void {
  keep(names.sidebar, sidebar);
}

export function keepAssistant({ isOpen, widthPx }: FramePreferences["assistant"]): void {
  keep(names.assistant, `${isOpen ? "open" : "closed"}-${widthPx}`);
}
