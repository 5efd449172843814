import type { ReactElement, ReactNode } from "react";

export function Panel(properties: {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className="panel" aria-label={properties.title}>
      <header className="panel-head">
        <h2>{properties.title}</h2>
        {properties.note !== undefined && <span className="soft small">{properties.note}</span>}
      </header>
      {properties.children}
    </section>
  );
}

/** An empty list says so: it could also be one that did not load. */
export function Nothing({ children }: { readonly children: ReactNode }): ReactElement {
  return <p className="nothing">{children}</p>;
}
