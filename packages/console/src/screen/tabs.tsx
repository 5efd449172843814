import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useState } from "react";

export interface Tab {
  readonly id: string;
  readonly title: string;
  /** Shown beside the title; left out where it says nothing. */
  readonly count?: number;
  readonly content: ReactNode;
}

/** Tabs as the ARIA practices have them: one stop of the tab key, arrows between. */
export function Tabs({
  tabs,
  label,
}: {
  readonly tabs: readonly Tab[];
  readonly label: string;
}): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  const base = useId();
  const index = Math.max(
    0,
    tabs.findIndex(({ id }) => id === chosen),
  );
  const current = tabs[index];
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    setChosen(next.id);
    document.querySelector<HTMLElement>(`#${CSS.escape(`${base}-${next.id}`)}`)?.focus();
  };
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={label} tabIndex={-1} onKeyDown={move}>
        {tabs.map(({ id, title, count }) => (
          <button
            key={id}
            id={`${base}-${id}`}
            type="button"
            role="tab"
            aria-selected={id === current?.id}
            aria-controls={`${base}-panel`}
            tabIndex={id === current?.id ? 0 : -1}
            onClick={() => setChosen(id)}
          >
            {title}
            {count !== undefined && count > 0 && <span className="tab-count">{count}</span>}
          </button>
        ))}
      </div>
      <div
        id={`${base}-panel`}
        className="tab-panel"
        role="tabpanel"
        aria-labelledby={current === undefined ? undefined : `${base}-${current.id}`}
      >
        {current?.content}
      </div>
    </div>
  );
}
