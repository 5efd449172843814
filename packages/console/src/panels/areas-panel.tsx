import type { PictureArea, PictureSite } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { countText } from "../format/quantity.ts";
import { arrivalWords, clockText } from "../format/time.ts";
import { PROTECTION_WORDS } from "../format/words.ts";
import { isSelected } from "../map/selection.ts";
import { AreaActs } from "../operate/area-acts.tsx";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { AREAS_TO_SEARCH, areasByUrgency, findAreas, isUntold } from "./area-order.ts";
import { Nothing, Panel } from "./panel.tsx";
import { StageChip, toneOf } from "./stage-chip.tsx";

export function AreasPanel(): ReactElement {
  const { detail } = useScreen();
  const picture = usePicture();
  const [search, setSearch] = useState("");
  const all = areasByUrgency(detail.site.areas, picture.areas, picture.timeUs);
  const rows = findAreas(all, search);
  const isFiltered = rows.length < all.length;
  return (
    <Panel title="Areas" {...(isFiltered ? { note: `${rows.length} of ${all.length}` } : {})}>
      {all.length >= AREAS_TO_SEARCH && (
        <div className="list-tools">
          <input
            type="search"
            aria-label="Find an area"
            placeholder="Find by name or owner"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </div>
      )}
      {all.length === 0 && <Nothing>The site names no areas.</Nothing>}
      {all.length > 0 && rows.length === 0 && <Nothing>No such area.</Nothing>}
      <ul className="rows">
        {rows.map(({ area, state }) => (
          <AreaRow key={area.id} area={area} state={state} />
        ))}
      </ul>
    </Panel>
  );
}

function AreaRow(properties: {
  readonly area: PictureSite["areas"][number];
  readonly state: PictureArea | null;
}): ReactElement {
  const { area, state } = properties;
  const { selection, select, askWhy } = useScreen();
  const picture = usePicture();
  const stage = state?.stage ?? "none";
  const selected = isSelected(selection, "area", area.id);
  const untold = isUntold(state);
  const tone = untold ? "alarm" : toneOf(stage);
  return (
    <li className="row area-row" data-tone={tone} data-selected={selected}>
      <button
        type="button"
        className="row-main"
        aria-pressed={selected}
        onClick={() => select(selected ? null : { kind: "area", id: area.id })}
      >
        <span className="row-title">{area.name}</span>
        {untold && stage === "none" ? (
          <span className="chip" data-tone="alarm">
            Nobody told
          </span>
        ) : (
          <StageChip stage={stage} />
        )}
        <span className="row-note">
          <bdi>{area.owner}</bdi>, {countText(area.people)} people
        </span>
        {state?.pathsDisagree === true && (
          <span className="row-note area-paths">
            <span className="chip" data-tone="caution">
              Decision paths disagree
            </span>
          </span>
        )}
        {untold && <HeldBackNote state={state} />}
        <AreaNote area={area} state={state} />
        {state?.safe === undefined ? null : (
          <span className="row-note">{countText(state.safe)} say that they are safe</span>
        )}
      </button>
      <button
        type="button"
        className="why-button"
        aria-label={`${stage === "none" ? "Why no warning" : "Why this warning"}, ${area.name}?`}
        onClick={() => askWhy({ of: "area", areaId: area.id, timeUs: picture.timeUs })}
      >
        {stage === "none" ? "Why no warning?" : "Why?"}
      </button>
      <AreaActs areaId={area.id} name={area.name} stage={state?.stage ?? null} untold={untold} />
    </li>
  );
}

/** Something would be told, and somebody has switched that off: whoever reads it has to decide. */
function HeldBackNote({ state }: { readonly state: PictureArea | null }): ReactElement | null {
  const { timeUs } = usePicture();
  const held = state?.heldBack;
  if (held === undefined) return null;
  const { arrivalFromUs, arrivalToUs, because } = held;
  const arrival =
    arrivalFromUs === null || arrivalToUs === null
      ? null
      : arrivalWords(arrivalFromUs, arrivalToUs, timeUs);
  return (
    <span className="area-arrival" role="alert">
      A threat, and nobody is told:{" "}
      {because === "INHIBITED" ? "warning is held back here." : "automatic warning is off."}{" "}
      {arrival !== null && (
        <span aria-live="off">
          {arrival[0]} <strong>{arrival[1]}</strong>
        </span>
      )}
    </span>
  );
}

/** The time left where a warning stands; otherwise how the area is protected. */
function AreaNote(properties: {
  readonly area: PictureSite["areas"][number];
  readonly state: PictureArea | null;
}): ReactElement {
  const { timeZone } = useScreen();
  const picture = usePicture();
  const { area, state } = properties;
  if (state !== null && state.stage !== null) {
    const arrival =
      state.arrivalFromUs === null || state.arrivalToUs === null
        ? null
        : arrivalWords(state.arrivalFromUs, state.arrivalToUs, picture.timeUs);
    return (
      <span className="area-arrival">
        {arrival === null ? (
          <>since {clockText(state.sinceUs ?? picture.timeUs, timeZone)}</>
        ) : (
          <>
            {arrival[0]} <strong>{arrival[1]}</strong>
          </>
        )}
      </span>
    );
  }
  const protection = area.protection === "none" ? "not-asked" : (state?.protection ?? "not-asked");
  return (
    <span className="row-note area-protection" data-status={protection}>
      {PROTECTION_WORDS[protection]}
    </span>
  );
}
