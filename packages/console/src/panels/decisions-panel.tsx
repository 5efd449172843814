import type { PictureDecision } from "@tocsin/sdk";
import { memo, type ReactElement, useState } from "react";
import { clockText } from "../format/time.ts";
import { areaName } from "../screen/names.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { Nothing } from "./panel.tsx";
import { StageChip, toneOf } from "./stage-chip.tsx";

type Kind = "all" | "warned" | "not-warned";
const KIND_WORDS: Readonly<Record<Kind, string>> = {
  all: "All",
  warned: "To warn",
  "not-warned": "Not to warn",
};
const KINDS: readonly Kind[] = ["all", "warned", "not-warned"];

/** Decisions to warn and not to warn alike, the latest first; what is selected leaves only what concerns it. */
export function DecisionsPanel(): ReactElement {
  const { selection, select } = useScreen();
  const picture = usePicture();
  const [kind, setKind] = useState<Kind>("all");
  const about = picture.decisions.filter(
    (decision) =>
      selection === null ||
      (selection.kind === "track" && decision.trackId === selection.id) ||
      (selection.kind === "area" && decision.areaId === selection.id) ||
      selection.kind === "sensor",
  );
  const shown = about.filter(
    ({ stage }) => kind === "all" || (kind === "warned") === (stage !== "none"),
  );
  return (
    <div className="decisions">
      <div className="list-tools">
        <div className="segments" role="group" aria-label="Which decisions">
          {KINDS.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={kind === name}
              onClick={() => setKind(name)}
            >
              {KIND_WORDS[name]}
            </button>
          ))}
        </div>
        {about.length < picture.decisions.length && (
          <button type="button" className="button-quiet small" onClick={() => select(null)}>
            Show all
          </button>
        )}
      </div>
      {shown.length === 0 && <Nothing>No decisions yet.</Nothing>}
      <ul className="rows">
        {shown.map((decision) => (
          <DecisionRow key={decision.number} decision={decision} />
        ))}
      </ul>
    </div>
  );
}

/** A decision never changes: its row is drawn once. */
const DecisionRow = memo(function DecisionRow({
  decision,
}: {
  readonly decision: PictureDecision;
}): ReactElement {
  const { detail, timeZone, askWhy, select } = useScreen();
  const { stage, areaId } = decision;
  return (
    <li className="row decision-row" data-tone={toneOf(stage)}>
      <div className="row-static">
        <span className="decision-head">
          <StageChip stage={stage} />
          <time className="row-note number">{clockText(decision.timeUs, timeZone)}</time>
          <button
            type="button"
            className="link small"
            onClick={() => select({ kind: "track", id: decision.trackId })}
          >
            {decision.trackLabel}
          </button>
          {areaId !== null && <span className="row-note">{areaName(detail, areaId)}</span>}
        </span>
        <p className="decision-text">{decision.text}</p>
        <p className="row-note decision-code">
          <code>{decision.reasons[0]}</code>
        </p>
      </div>
      <button
        type="button"
        className="why-button"
        aria-label={`Why? ${decision.text}`}
        onClick={() => askWhy({ of: "decision", number: decision.number })}
      >
        Why?
      </button>
    </li>
  );
});
