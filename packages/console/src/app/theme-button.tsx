import type { ReactElement } from "react";
import { setTheme, THEMES, useTheme } from "./theme.ts";

const NAMES = { system: "Auto", light: "Light", dark: "Dark" } as const;

export function ThemeButton(): ReactElement {
  const theme = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
  return (
    <button
      type="button"
      className="button-quiet theme-button"
      title={`Colours: ${NAMES[theme]}. Change to ${NAMES[next]}`}
      aria-label={`Colours: ${NAMES[theme]}. Change to ${NAMES[next]}`}
      onClick={() => setTheme(next)}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.750a6.250 6.250 0 0 1 0 12.500z" fill="currentColor" />
      </svg>
      <span>{NAMES[theme]}</span>
    </button>
  );
}
