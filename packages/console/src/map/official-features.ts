import type { LatLonDeg, Picture, PictureOfficial } from "@tocsin/sdk";
import type { Feature, FeatureCollection } from "geojson";
import { circleRing, placeAt, positionOf } from "./geometry.ts";
import { LABEL_RANKS, type MapLabel } from "./overlay/map-label.ts";
import { worldPoint } from "./overlay/viewport.ts";
import { collection } from "./site-features.ts";

/** What authorities' messages that hold outline. */
export const officialFeatures = (picture: Picture | null): FeatureCollection =>
  collection(
    (picture?.official ?? []).flatMap(({ outline, status }) => {
      if (outline === undefined) return [];
      const rings = [
        ...outline.rings.map((ring) => [...ring, ring[0] ?? [0, 0]].map(positionOf)),
        ...outline.circles.map(({ place, radiusM }) => circleRing(place, radiusM)),
      ];
      return rings.map(
        (ring): Feature => ({
          type: "Feature",
          geometry: { type: "Polygon", coordinates: [ring] },
          properties: { status },
        }),
      );
    }),
  );

const HEADLINE_LETTERS_MAX = 40;

/** Whose it is and what it says, at the northern edge of each outline; one message says it once. */
export const officialLabels = (picture: Picture | null): readonly MapLabel[] =>
  (picture?.official ?? []).flatMap((message): MapLabel[] => {
    const at = northernmost(message);
    if (at === null) return [];
    const { source, status, headline } = message;
    const isReal = status === "actual";
    const color = isReal ? "alarmText" : "labelSoft";
    const text =
      headline.length > HEADLINE_LETTERS_MAX
        ? `${headline.slice(0, HEADLINE_LETTERS_MAX).trimEnd()}…`
        : headline;
    return [
      {
        at: worldPoint(at),
        lines: [
          { text: `${isReal ? "Official" : `${status}, not real`}: ${source}`, color },
          { text, color },
        ],
        sizePx: 11,
        anchors: ["above", "below"],
        gapPx: 6,
        rank: LABEL_RANKS.official,
        zoomMin: 7,
      },
    ];
  });

function northernmost({ outline }: PictureOfficial): LatLonDeg | null {
  if (outline === undefined) return null;
  const [circle] = outline.circles;
  const [ring] = outline.rings;
  if (ring === undefined)
    return circle === undefined ? null : placeAt(circle.place, 0, circle.radiusM);
  const north = Math.max(...ring.map(([latitude]) => latitude));
  const longitudes = ring.map(([, longitude]) => longitude);
  return [north, (Math.min(...longitudes) + Math.max(...longitudes)) / 2];
}
