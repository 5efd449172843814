import type { ShownDrill, SourceDetail } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { routePath } from "../app/route.ts";
import { clockText } from "../format/time.ts";
import { useWho } from "../identity/who.ts";
import { areaName } from "../screen/names.ts";
import { usePicture } from "../screen/screen-model.ts";
import { EndDrillDialog } from "./end-drill-dialog.tsx";
import "../styles/drill.css";

/** A drill beside the post, on the same screen in colours of its own. Whoever is on duty ends it. */
export function DrillBar(properties: {
  readonly detail: SourceDetail;
  readonly timeZone: string;
}): ReactElement | null {
  const { drill } = usePicture();
  if (drill === undefined) return null;
  const { detail, timeZone } = properties;
  return (
    <section className="drill-bar" aria-label="Drill">
      <strong>Exercise</strong>
      <span>{stateText(drill, timeZone)}</span>
      {drill.areas.length > 0 && (
        <ul className="drill-bar-areas">
          {drill.areas.map(({ id, stage }) => (
            <li key={id}>
              {areaName(detail, id)}: {STAGE_TEXT[stage]}
            </li>
          ))}
        </ul>
      )}
      {drill.state !== "ended" && drill.why === null && <EndButton drill={drill} />}
      {drill.state === "ended" && (
        <a className="drill-bar-score" href={routePath({ page: "drill", id: drill.id })}>
          How it went
        </a>
      )}
    </section>
  );
}

const STAGE_TEXT: Readonly<Record<ShownDrill["areas"][number]["stage"], string>> = {
  "pre-alert": "get ready",
  "take-cover": "take cover",
  "all-clear": "all clear",
  retraction: "taken back",
};

function stateText(drill: ShownDrill, timeZone: string): string {
  const { title, by, state, why, startUs, leftOut } = drill;
  if (why !== null) return `${title}: ended, ${why}`;
  if (state === "ended") return `${title}: over`;
  const without = leftOut.length > 0 ? `; without ${leftOut.join(", ")}` : "";
  return `${title}, from ${clockText(startUs, timeZone)} on, started by ${by}: nothing in it is real${without}`;
}

function EndButton({ drill }: { readonly drill: ShownDrill }): ReactElement {
  const who = useWho();
  const [isAsked, ask] = useState(false);
  if (who?.permissions.includes("drill") !== true)
    return <span className="drill-bar-who">Whoever is on duty ends it</span>;
  return (
    <>
      <button type="button" className="button" onClick={() => ask(true)}>
        End the exercise…
      </button>
      {isAsked && <EndDrillDialog drill={drill} onClose={() => ask(false)} />}
    </>
  );
}
