import type { ReactElement, ReactNode } from "react";
import bellUrl from "../app/bell.svg";
import { ThemeButton } from "../app/theme-button.tsx";

/** A page with one thing to do on it, for people who are not signed in. */
export function Card(properties: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className="entry-page">
      <header className="entry-head">
        <span className="top-bar-name">
          <img src={bellUrl} alt="" width="24" height="24" />
          <span>Tocsin</span>
        </span>
        <ThemeButton />
      </header>
      <main className="entry">
        <h1>{properties.title}</h1>
        {properties.children}
      </main>
    </div>
  );
}

export function Problem({ text }: { readonly text: string | null }): ReactElement {
  return (
    <div role="alert" className="form-alert">
      {text === null ? null : <p className="form-problem">{text}</p>}
    </div>
  );
}
