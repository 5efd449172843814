import type { KeyboardEvent, ReactElement } from "react";
import { activationsOf } from "./activation.ts";
import { SceneSketch } from "./scene-sketch.tsx";
import type { SceneFrame } from "./scene.ts";
import type { Trace } from "./trace.ts";
import { VariantBadge } from "./variant-badge.tsx";
import type { Variant } from "./variant.ts";

export const variantTabId = (letter: string): string => `variant-${letter}`;
export const VARIANT_PANEL_ID = "variant-panel";

/** The variants to choose from: arrow keys move among them, as in every list of tabs. */
export function VariantTabs(properties: {
  readonly variants: readonly Variant[];
  readonly traces: ReadonlyMap<string, Trace>;
  readonly frame: SceneFrame | null;
  readonly selected: Variant;
  /** The one that a chip in the table points at. */
  readonly pointedAt: string | null;
  readonly select: (variant: Variant) => void;
}): ReactElement {
  const { variants, traces, frame, selected, pointedAt, select } = properties;
  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = variants.indexOf(selected) + step;
    const next = variants[(index + variants.length) % variants.length];
    if (next === undefined) return;
    select(next);
    document.querySelector<HTMLElement>(`#${variantTabId(next.letter)}`)?.focus();
  };
  return (
    <div className="variant-tabs" role="tablist" aria-label="Explanations" onKeyDown={move}>
      {variants.map((variant) => (
        <button
          key={variant.id}
          type="button"
          role="tab"
          id={variantTabId(variant.letter)}
          className={pointedAt === variant.id ? "variant-tab variant-tab-pointed" : "variant-tab"}
          aria-selected={variant === selected}
          aria-controls={VARIANT_PANEL_ID}
          tabIndex={variant === selected ? 0 : -1}
          onClick={() => select(variant)}
        >
          {frame !== null && (
            <SceneSketch
              variant={variant}
              frame={frame}
              trace={traces.get(variant.id) ?? null}
              bare
            />
          )}
          <VariantBadge letter={variant.letter} selected={variant === selected} />
          <span className="variant-tab-words">
            <span className="variant-tab-name">{variant.name}</span>
            <Outcome variant={variant} />
          </span>
        </button>
      ))}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

function Outcome({ variant }: { readonly variant: Variant }): ReactElement {
  const activated = activationsOf(variant).filter((line) => line.activated);
  return activated.length === 0 ? (
    <span className="variant-tab-outcome soft">Nothing activated</span>
  ) : (
    <span className="variant-tab-outcome variant-tab-warned">
      {activated.map(({ subject }) => subject).join(", ")} warned
    </span>
  );
}
