import type { ReactElement, ReactNode } from "react";
import { TopBar } from "./top-bar.tsx";

/** A page of text, as opposed to a screen with a map: the same head, then one readable column. */
export function Page(properties: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className="page">
      <TopBar />
      <main className="page-body">
        <h1>{properties.title}</h1>
        {properties.children}
      </main>
    </div>
  );
}
