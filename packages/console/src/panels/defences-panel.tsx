import type { DefenceState } from "@tocsin/core";
import type { ReactElement } from "react";
import { distanceText } from "../format/quantity.ts";
import { areaName } from "../screen/names.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { Panel } from "./panel.tsx";

const STATES: Readonly<Record<DefenceState, readonly [word: string, tone: string]>> = {
  ready: ["Ready", "plain"],
  down: ["Down", "alarm"],
  inhibited: ["Held back", "caution"],
  unknown: ["State not known", "plain"],
};

/** What the site knows of its defences. It only reads: nothing here can be asked of one. */
export function DefencesPanel(): ReactElement {
  const { detail } = useScreen();
  const picture = usePicture();
  if (detail.site.defences.length === 0) return <></>;
  const states = new Map(picture.defences.map((defence) => [defence.id, defence]));
  return (
    <Panel title="Defences" note="reported, never commanded">
      <ul className="rows">
        {detail.site.defences.map((defence) => {
          const state = states.get(defence.id);
          const [word, tone] = STATES[state?.state ?? "unknown"];
          const areas = defence.protectsAreas.map((id) => areaName(detail, id)).join(", ");
          return (
            <li key={defence.id} className="row">
              <div className="row-static row-grid">
                <span className="row-title">{defence.name}</span>
                <span className="dot-word" data-tone={tone}>
                  {word}
                  {state?.state === "inhibited" && state.by !== null ? ` by ${state.by}` : ""}
                </span>
                <span className="row-note row-whole">
                  {defence.notional ? "Notional. " : ""}Guards {areas}; reaches{" "}
                  {distanceText(defence.reachM)}
                </span>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
