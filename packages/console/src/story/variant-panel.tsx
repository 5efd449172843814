import type { ReactElement } from "react";
import { activationsOf } from "./activation.ts";
import { SceneSketch } from "./scene-sketch.tsx";
import { playPath } from "./play-path.ts";
import type { SceneFrame } from "./scene.ts";
import type { Trace } from "./trace.ts";
import { VARIANT_PANEL_ID, variantTabId } from "./variant-tabs.tsx";
import type { Variant } from "./variant.ts";
import { whatWouldChange } from "./what-would-change.ts";

/** One variant in full: the sketch, what activated and what did not, why, and what would have changed it. */
export function VariantPanel(properties: {
  readonly variant: Variant;
  readonly frame: SceneFrame | null;
  readonly trace: Trace | null;
}): ReactElement {
  const { variant, frame, trace } = properties;
  const changes = whatWouldChange(variant);
  return (
    <section
      className="variant-panel"
      role="tabpanel"
      id={VARIANT_PANEL_ID}
      aria-labelledby={variantTabId(variant.letter)}
      tabIndex={0}
    >
      <figure className="variant-figure">
        {frame !== null && <SceneSketch variant={variant} frame={frame} trace={trace} />}
        <figcaption className="soft small">{legendOf(variant)}</figcaption>
        <a
          className="button button-act"
          href={playPath(variant.id, trace)}
          aria-label={`Play it: ${variant.name}`}
        >
          Play it
        </a>
      </figure>
      <div className="variant-text">
        <h3>What activated, what did not</h3>
        <Activations variant={variant} />
        <h3>Why</h3>
        <p>{variant.report?.answer ?? variant.detail.summary}</p>
        {changes.length > 0 && <h3>What would have changed it</h3>}
        {changes.map((change) => (
          <p key={change}>{change}</p>
        ))}
        <Codes variant={variant} />
      </div>
    </section>
  );
}

/** What the lines of the sketch mean, for what is in it. */
function legendOf({ report }: Variant): string {
  const followed = report?.links.some(({ stage, held }) => stage === "track" && held) ?? false;
  const line = followed ? "Red: what was followed." : "Dotted: the approach that was claimed.";
  return `Shaded: what the radar could see. ${line} Every place is notional.`;
}

function Activations({ variant }: { readonly variant: Variant }): ReactElement {
  return (
    <ul className="activations">
      {activationsOf(variant).map(({ subject, activated, what }) => (
        <li key={subject} className={activated ? "activation activation-on" : "activation"}>
          <Mark activated={activated} />
          <span>
            <b>{subject}</b> {what}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A full bell and an empty one: told apart without colour. */
function Mark({ activated }: { readonly activated: boolean }): ReactElement {
  return (
    <svg className="activation-mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d="M8 2a4 4 0 0 0-4 4v3l-1.500 2.500h11L12 9V6a4 4 0 0 0-4-4z"
        fill={activated ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d="M6.500 13.500h3" stroke="currentColor" strokeWidth="1.500" strokeLinecap="round" />
      {!activated && (
        <path
          d="M2.500 2.500l11 11"
          stroke="currentColor"
          strokeWidth="1.500"
          strokeLinecap="round"
        />
      )}
    </svg>
  );
}

/** The codes that the record carries, small: whoever reads them knows them. */
function Codes({ variant: { report } }: { readonly variant: Variant }): ReactElement | null {
  const codes = new Set([
    ...(report?.prevented ?? []),
    ...(report?.defences ?? []).flatMap(({ reasons }) => reasons),
  ]);
  if (codes.size === 0) return null;
  return (
    <p className="codes soft small">
      In the record:{" "}
      {[...codes].map((code) => (
        <code key={code}>{code}</code>
      ))}
    </p>
  );
}
