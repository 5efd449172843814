import type { DefenceState } from "@tocsin/core";
import type { PictureEngagement } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { distanceText } from "../format/quantity.ts";
import { clockText } from "../format/time.ts";
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
  const { detail, timeZone } = useScreen();
  const picture = usePicture();
  if (detail.site.defences.length === 0) return <></>;
  const states = new Map(picture.defences.map((defence) => [defence.id, defence]));
  return (
    <Panel title="Defences" note="reported, never commanded">
      <ul className="rows">
        {detail.site.defences.map((defence) => {
          const state = states.get(defence.id);
          const [word, tone] = STATES[state?.state ?? "unknown"];
          const protects = state?.protectsAreas ?? defence.protectsAreas;
          const areas = protects.map((id) => areaName(detail, id)).join(", ");
          const holder = state?.inhibitedBy ?? state?.by ?? null;
          return (
            <li key={defence.id} className="row">
              <div className="row-static row-grid">
                <span className="row-title">{defence.name}</span>
                <span className="dot-word" data-tone={tone}>
                  {word}
                  {state?.state === "inhibited" && holder !== null ? ` by ${holder}` : ""}
                </span>
                <span className="row-note row-whole">
                  {defence.notional ? "Notional. " : ""}Protects {areas} as far as{" "}
                  {distanceText(state?.reachM ?? defence.reachM)}.
                </span>
                {state !== undefined && state.sinceUs !== null && (
                  <span className="row-note row-whole">
                    {state.reason === undefined ? "" : `Reason given: ${state.reason}. `}Since{" "}
                    {clockText(state.sinceUs, timeZone)}
                    {state.by === null ? "" : `, as reported by ${state.by}`}.
                  </span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      <Engagements />
    </Panel>
  );
}

const OUTCOMES: Readonly<Record<PictureEngagement["outcome"], string>> = {
  intercepted: "Brought down",
  missed: "Missed",
  struck: "Struck",
  unknown: "Outcome not known",
  disputed: "Reports disagree",
};

/** One line an object, whatever the number of reports. */
function Engagements(): ReactElement {
  const { timeZone, detail } = useScreen();
  const { engagements = [] } = usePicture();
  if (engagements.length === 0) return <></>;
  return (
    <>
      <h3 className="panel-part">What they engaged</h3>
      <ul className="rows" aria-label="Objects that defences engaged">
        {engagements.map(({ object, outcome, timeUs, defence, by }) => (
          <li key={`${by} ${object} ${timeUs}`} className="row">
            <div className="row-static row-grid">
              <span className="row-title">{object}</span>
              <span className="dot-word" data-tone={outcome === "struck" ? "alarm" : "plain"}>
                {OUTCOMES[outcome]}
              </span>
              <span className="row-note row-whole">
                {detail.site.defences.find(({ id }) => id === defence)?.name ?? defence},{" "}
                {clockText(timeUs, timeZone)}, as reported by {by}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
