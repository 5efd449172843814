import {
  type AreaId,
  areaId,
  createLocalFrame,
  degrees,
  enuToGeodetic,
  geodeticToEnu,
  type OfficialArea,
  type OfficialCircle,
  type OfficialConcern,
  pointInRings,
  signedDistanceToRings,
  WGS84_A_M,
} from "@tocsin/core";
import { areaRingsM, siteFrame, toGeodetic } from "./area-rings.ts";
import type { CapInputConfig } from "./official-schema.ts";
import type { SiteConfig } from "./site-config.ts";

export interface OfficialPlacement {
  readonly concerns: readonly OfficialConcern[];
  /** Descriptions of areas that have no place that is known here, each once, and a bounded number of them. */
  readonly unplaced: readonly string[];
}

/** Most areas without a place that are told by name. */
const UNPLACED_MAX = 50;

interface SiteArea {
  readonly id: AreaId;
  /** Outer ring, then holes, flat longitude0, latitude0, … in degrees: east before north, as core has rings. */
  readonly ringsDeg: readonly (readonly number[])[];
  readonly codes: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/**
 * Finds which areas of a site a warning's areas concern: those that its polygons or circles touch, and those that the
 * site file gives its codes or names. A description that is on the list of names counts as a name. Lines between
 * corners are straight in latitude and longitude, as CAP means them.
 */
export function createOfficialPlacer(
  config: Pick<SiteConfig, "site" | "areas">,
  places: CapInputConfig["places"],
): (areas: readonly OfficialArea[]) => OfficialPlacement {
  const frame = siteFrame(config.site);
  const siteAreas = config.areas.map((area): SiteArea => {
    const own = places.filter((place) => place.area === area.id);
    return {
      id: areaId(area.id),
      ringsDeg: areaRingsM(area, frame).map((ring) => {
        const out: number[] = [];
        for (let i = 0; i < ring.length; i += 2) {
          const place = enuToGeodetic(frame, ring[i], ring[i + 1], 0);
          out.push(degrees(place.longitudeRad), degrees(place.latitudeRad));
        }
        return out;
      }),
      codes: new Set(own.flatMap(({ codes }) => codes.map(plain))),
      names: new Set(own.flatMap(({ names }) => names.map(plain))),
    };
  });
  return (areas) => placed(areas, siteAreas);
}

const plain = (text: string): string => text.trim().toLowerCase();

function placed(areas: readonly OfficialArea[], siteAreas: readonly SiteArea[]): OfficialPlacement {
  const concerns = new Map<AreaId, OfficialConcern>();
  const unplaced = new Set<string>();
  for (const area of areas) {
    let isKnown = area.polygonsDeg.length > 0 || area.circles.length > 0;
    for (const site of siteAreas) {
      const by = concernOf(area, site);
      if (by === null) continue;
      isKnown = true;
      if (!concerns.has(site.id)) concerns.set(site.id, { areaId: site.id, by });
    }
    if (!isKnown && unplaced.size < UNPLACED_MAX) unplaced.add(area.description);
  }
  return { concerns: [...concerns.values()], unplaced: [...unplaced] };
}

function concernOf(area: OfficialArea, site: SiteArea): OfficialConcern["by"] | null {
  if (area.polygonsDeg.some((ring) => touches(ring, site.ringsDeg))) return "polygon";
  if (area.circles.some((circle) => reaches(circle, site.ringsDeg))) return "circle";
  const hasCode = area.geocodes.some(
    ({ name, value }) => site.codes.has(plain(value)) || site.codes.has(plain(`${name}=${value}`)),
  );
  if (hasCode) return "geocode";
  return site.names.has(plain(area.description)) ? "name" : null;
}

/** Whether a warning's ring (latitude first) and an area have a point in common, wherever the date line lies. */
function touches(ringDeg: readonly number[], site: readonly (readonly number[])[]): boolean {
  const unrolled = unroll(ringDeg);
  return [-360, 0, 360].some((turn) => {
    const ring = unrolled.map((value, i) => (i % 2 === 0 ? value + turn : value));
    return overlap([ring], site);
  });
}

/** Longitude first, and each corner within half a turn of the one before it. */
function unroll(ringDeg: readonly number[]): readonly number[] {
  const out: number[] = [];
  for (let i = 0; i + 1 < ringDeg.length; i += 2) {
    const before = out.at(-2) ?? ringDeg[i + 1];
    const step = ringDeg[i + 1] - before;
    out.push(before + step - 360 * Math.round(step / 360), ringDeg[i]);
  }
  return out;
}

function overlap(
  one: readonly (readonly number[])[],
  other: readonly (readonly number[])[],
): boolean {
  if (pointInRings(one, other[0][0], other[0][1])) return true;
  if (pointInRings(other, one[0][0], one[0][1])) return true;
  return other.some((ring) => crosses(one[0], ring));
}

/** Whether two outlines cross. Edges of the longer one that pass by the whole of the other are set aside first. */
function crosses(outline: readonly number[], ring: readonly number[]): boolean {
  const edges = edgesOf(ring);
  const around = edges.reduce<Segment>(
    ([west, south, east, north], [x, y]) => [
      Math.min(west, x),
      Math.min(south, y),
      Math.max(east, x),
      Math.max(north, y),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  return edgesOf(outline).some(
    (edge) => boxesMeet(edge, around) && edges.some((other) => segmentsMeet(edge, other)),
  );
}

type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

function edgesOf(ring: readonly number[]): readonly Segment[] {
  const edges: Segment[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    edges.push([ring[i], ring[i + 1], ring[j], ring[j + 1]]);
  }
  return edges;
}

const boxesMeet = (p: Segment, q: Segment): boolean =>
  Math.max(p[0], p[2]) >= Math.min(q[0], q[2]) &&
  Math.max(q[0], q[2]) >= Math.min(p[0], p[2]) &&
  Math.max(p[1], p[3]) >= Math.min(q[1], q[3]) &&
  Math.max(q[1], q[3]) >= Math.min(p[1], p[3]);

const segmentsMeet = (p: Segment, q: Segment): boolean =>
  boxesMeet(p, q) &&
  side(p, q[0], q[1]) * side(p, q[2], q[3]) <= 0 &&
  side(q, p[0], p[1]) * side(q, p[2], p[3]) <= 0;

const side = ([x0, y0, x1, y1]: Segment, x: number, y: number): number =>
  Math.sign((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0));

/** Whether a circle reaches an area. In its tangent plane distances are a little short, so that nobody is left out. */
function reaches(circle: OfficialCircle, site: readonly (readonly number[])[]): boolean {
  const frame = createLocalFrame(toGeodetic(circle.latitudeDeg, circle.longitudeDeg, 0));
  const rings: number[][] = [];
  for (const ring of site) {
    const out: number[] = [];
    for (let i = 0; i < ring.length; i += 2) {
      const [east, north, up] = geodeticToEnu(frame, toGeodetic(ring[i + 1], ring[i], 0));
      // On the other half of the Earth the plane says nothing: only a circle as large as that reaches it.
      if (up < -WGS84_A_M) return circle.radiusM >= (WGS84_A_M * Math.PI) / 2;
      out.push(east, north);
    }
    rings.push(out);
  }
  return signedDistanceToRings(rings, 0, 0) <= circle.radiusM;
}
