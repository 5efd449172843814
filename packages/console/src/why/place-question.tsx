import type { LatLonDeg } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { compassText } from "../format/quantity.ts";
import { bearingBetweenDeg } from "../map/geometry.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";

const BEARINGS = [0, 45, 90, 135, 180, 225, 270, 315];
const HEIGHTS_M = [50, 100, 200, 500, 1000, 3000];

/** Asks about any place: what would have happened with something that came here from there, at that height? */
export function PlaceQuestion(properties: {
  readonly place: LatLonDeg;
  readonly onClose: () => void;
}): ReactElement {
  const { place, onClose } = properties;
  const { detail, askWhy } = useScreen();
  const picture = usePicture();
  const [fromDeg, setFromDeg] = useState(
    () => (Math.round(bearingBetweenDeg(detail.site.origin, place) / 45) % 8) * 45,
  );
  const [heightM, setHeightM] = useState(100);
  return (
    <form
      className="place-question"
      aria-label="Ask about this place"
      onSubmit={(event) => {
        event.preventDefault();
        askWhy({ of: "place", place, timeUs: picture.timeUs, fromDeg, heightM });
        onClose();
      }}
    >
      <p>
        <strong>Would it be seen here?</strong>{" "}
        <span className="soft small number">
          {place[0].toFixed(4)}, {place[1].toFixed(4)}
        </span>
      </p>
      <label>
        Coming from
        <select value={fromDeg} onChange={({ target }) => setFromDeg(Number(target.value))}>
          {BEARINGS.map((deg) => (
            <option key={deg} value={deg}>
              {compassText(deg)}
            </option>
          ))}
        </select>
      </label>
      <label>
        at
        <select value={heightM} onChange={({ target }) => setHeightM(Number(target.value))}>
          {HEIGHTS_M.map((height) => (
            <option key={height} value={height}>
              {height} m
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button">
        Ask
      </button>
      <button type="button" className="button-quiet" onClick={onClose}>
        Cancel
      </button>
    </form>
  );
}
