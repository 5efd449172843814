import bellUrl from "./bell.svg";
import type { ReactElement, ReactNode } from "react";
import { WhoMenu } from "../identity/who-menu.tsx";
import { ThemeButton } from "./theme-button.tsx";

/** The head of every page. What a page adds (site, clock, protection) stands between the name and the buttons. */
export function TopBar({ children }: { readonly children?: ReactNode }): ReactElement {
  return (
    <header className="top-bar">
      <a className="top-bar-name" href="#/" aria-label="Tocsin, all recordings">
        <img src={bellUrl} alt="" width="24" height="24" />
        <span>Tocsin</span>
      </a>
      <div className="top-bar-middle">{children}</div>
      <nav className="top-bar-links" aria-label="Pages">
        <a href="#/live">Live</a>
        <a href="#/">Recordings</a>
      </nav>
      <WhoMenu />
      <ThemeButton />
    </header>
  );
}
