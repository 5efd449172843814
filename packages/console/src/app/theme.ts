import { useSyncExternalStore } from "react";

/** `system` follows the device. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "tocsin-theme";
const listeners = new Set<() => void>();
const PREFERS_DARK = matchMedia("(prefers-color-scheme: dark)");
/** Read once: several parts of the screen ask with every picture. */
let current: Theme = readTheme();

/** The colours themselves are in tokens.css; a theme only says which half of them holds. */
export function applyStoredTheme(): void {
  applyTheme(storedTheme());
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  current = theme;
  applyTheme(theme);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, storedTheme);
}

/** Whether dark colours are shown now, whoever asked for them. */
export function useDark(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}

function storedTheme(): Theme {
  return current;
}

function readTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return THEMES.find((theme) => theme === stored) ?? "system";
}

function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  for (const listener of listeners) listener();
}

function isDark(): boolean {
  const theme = storedTheme();
  return theme === "system" ? PREFERS_DARK.matches : theme === "dark";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  PREFERS_DARK.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    PREFERS_DARK.removeEventListener("change", listener);
  };
}
