import type { PictureTrack } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { compassText, distanceText, percentText, speedText } from "../format/quantity.ts";
import { windowText } from "../format/time.ts";
import { CLASS_WORDS, TRACK_STATUS_WORDS } from "../format/words.ts";
import { isSelected } from "../map/selection.ts";
import { areaName, sensorName } from "../screen/names.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { Nothing } from "./panel.tsx";
import { claimNotes, identityText, sourcesText } from "./track-words.ts";
import { orderTracks, TRACK_ROWS_MAX, TRACK_SORTS, type TrackSort } from "./track-order.ts";

const SORT_WORDS: Readonly<Record<TrackSort, string>> = {
  danger: "Danger first",
  name: "Name",
  height: "Lowest first",
  speed: "Fastest first",
};

export function TracksPanel(): ReactElement {
  const picture = usePicture();
  const [search, setSearch] = useState("");
  const [sort, setSort] = useState<TrackSort>("danger");
  const tracks = orderTracks(picture.tracks, search, sort);
  return (
    <div className="tracks">
      <div className="list-tools">
        <input
          type="search"
          aria-label="Find an object"
          placeholder="Find by name or kind"
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <select
          aria-label="Order"
          value={sort}
          onChange={({ target }) =>
            setSort(TRACK_SORTS.find((name) => name === target.value) ?? "danger")
          }
        >
          {TRACK_SORTS.map((name) => (
            <option key={name} value={name}>
              {SORT_WORDS[name]}
            </option>
          ))}
        </select>
      </div>
      {tracks.length === 0 && (
        <Nothing>
          {picture.tracks.length === 0 ? "Nothing is in the air that is seen." : "No such object."}
        </Nothing>
      )}
      <ul className="rows">
        {tracks.slice(0, TRACK_ROWS_MAX).map((track) => (
          <TrackRow key={track.id} track={track} />
        ))}
      </ul>
      {tracks.length > TRACK_ROWS_MAX && (
        <Nothing>{tracks.length - TRACK_ROWS_MAX} more; search to find one.</Nothing>
      )}
    </div>
  );
}

function TrackRow({ track }: { readonly track: PictureTrack }): ReactElement {
  const { selection, select } = useScreen();
  const selected = isSelected(selection, "track", track.id);
  return (
    <li
      className="row track-row"
      data-tone={track.threatens.length > 0 ? "alarm" : "plain"}
      data-selected={selected}
    >
      <button
        type="button"
        className="row-main"
        aria-pressed={selected}
        onClick={() => select(selected ? null : { kind: "track", id: track.id })}
      >
        <span className="row-title">
          <span className="track-label">{track.label}</span>
          {CLASS_WORDS[track.class]}
          <span className="soft"> {percentText(track.classProbability)}</span>
        </span>
        <span className="row-note row-end">
          {track.masked ? "Announced flight" : TRACK_STATUS_WORDS[track.status]}
        </span>
        <span className="row-note number">
          {speedText(track.speedMps)} to {compassText(track.courseDeg)},{" "}
          {distanceText(track.heightM)} up{verticalText(track.climbMps)}
        </span>
        <TrackThreat track={track} />
        <TrackClaim track={track} />
      </button>
      {selected && <TrackDetail track={track} />}
    </li>
  );
}

const verticalText = (climbMps: number): string => {
  if (Math.abs(climbMps) < 2) return "";
  return climbMps > 0 ? ", climbing" : ", descending";
};

function TrackThreat({ track }: { readonly track: PictureTrack }): ReactElement {
  const { detail } = useScreen();
  const picture = usePicture();
  if (track.threatens.length === 0) return <></>;
  const names = track.threatens.map((id) => areaName(detail, id)).join(", ");
  const window =
    track.impact === null
      ? null
      : windowText(track.impact.fromUs, track.impact.toUs, picture.timeUs);
  return (
    <span className="track-threat">
      Threatens {names}
      {window === null ? "" : `, in ${window}`}
    </span>
  );
}

/** An emergency, and whether its word is doubted, stand in the list: nobody should have to look for them. */
function TrackClaim({ track }: { readonly track: PictureTrack }): ReactElement {
  const notes = claimNotes(track);
  if (notes.length === 0) return <></>;
  return <span className="row-note row-whole track-claim">{notes.join(" ")}</span>;
}

/** For every area: why this object did, or did not, lead to a warning. */
function TrackDetail({ track }: { readonly track: PictureTrack }): ReactElement {
  const { detail, askWhy } = useScreen();
  return (
    <div className="track-detail">
      <p className="small soft">
        {track.masked ? "It flies an announced friendly flight. " : ""}
        {identityText(track)}{" "}
        {track.continues === undefined
          ? ""
          : `It is ${track.continues.label}, which was lost, with ${percentText(track.continues.probability)}. `}
        {sourcesText(track, (id) => sensorName(detail, id))} Place known to{" "}
        {distanceText(track.ellipse.majorM)} (9 times in 10).
      </p>
      <p className="small">Why was it, or was it not, warned of?</p>
      <div className="track-why">
        {detail.site.areas.map((area) => (
          <button
            key={area.id}
            type="button"
            className="why-button"
            onClick={() => askWhy({ of: "track", trackId: track.id, areaId: area.id })}
          >
            {area.name}
          </button>
        ))}
      </div>
    </div>
  );
}
