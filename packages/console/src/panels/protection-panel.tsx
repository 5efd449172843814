import type { PictureArea } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { directionsText } from "../format/quantity.ts";
import { clockText } from "../format/time.ts";
import { approachText, PROTECTION_WORDS } from "../format/words.ts";
import { joinDirections } from "../map/blind-directions.ts";
import { SiteActs } from "../operate/site-acts.tsx";
import { areaName } from "../screen/names.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { useLayout } from "../screen/use-layout.ts";

/** Reasons shown before the rest is folded away; on a phone, where the map needs the room, one. */
const REASONS_SHOWN = 3;

/** The one element that says whether the site is protected: in words, with since when, what is wrong and from where. */
export function ProtectionPanel(): ReactElement {
  const { detail, timeZone } = useScreen();
  const picture = usePicture();
  const { status, sinceUs, because } = picture.protection;
  return (
    <section className="protection" data-status={status} aria-label="Protection" aria-live="polite">
      <p className="protection-word">
        <ProtectionMark status={status} />
        {PROTECTION_WORDS[status]}
      </p>
      <p className="protection-since">since {clockText(sinceUs, timeZone)}</p>
      {because.length > 0 && <Reasons reasons={because} />}
      {!picture.automation && <p className="protection-note">Automatic warning is switched off.</p>}
      {status !== "not-protecting" && <BlindDirections areas={picture.areas} />}
      <SiteActs name={detail.site.name} />
    </section>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }): ReactElement {
  const shown = useLayout() === "phone" ? 1 : REASONS_SHOWN;
  const rest = reasons.slice(shown);
  return (
    <div className="protection-reasons">
      <ul>
        {reasons.slice(0, shown).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          <ul>
            {rest.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** One line for each area: from where something would not be seen in time. */
function BlindDirections({ areas }: { readonly areas: readonly PictureArea[] }): ReactElement {
  const { detail } = useScreen();
  const blind = areas.filter((area) => area.blind.length > 0);
  if (blind.length === 0) return <></>;
  return (
    <details className="protection-blind">
      <summary>Blind directions</summary>
      <ul>
        {blind.map((area) => (
          <li key={area.id}>
            <strong>{areaName(detail, area.id)}</strong>
            <ul>
              {blindLines(area).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** `Low drones: from SE to SW`. */
function blindLines(area: PictureArea): string[] {
  const kinds = [...new Set(area.blind.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const joined = joinDirections(area.blind.filter((sector) => sector.kind === kind));
    const words = joined.map(({ fromDeg, widthDeg }) => directionsText(fromDeg, widthDeg));
    return `${approachText(kind)}: ${words.join(", ")}`;
  });
}

/** Shape says it as well as colour: a tick, a triangle, a cross. */
export function ProtectionMark({
  status,
}: {
  readonly status: "protecting" | "degraded" | "not-protecting";
}): ReactElement {
  const path = {
    protecting: "M4.500 10.500 8.500 14.500 15.500 6",
    degraded: "M10 5.500V11M10 14.200v.1",
    "not-protecting": "M5.500 5.500 14.500 14.500M14.500 5.500 5.500 14.500",
  }[status];
  return (
    <svg className="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}
