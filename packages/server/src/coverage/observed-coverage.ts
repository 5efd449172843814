import {
  CELL_AZIMUTHS,
  CELL_HEIGHTS_M,
  CELL_RANGES,
  CoverageSurvey,
  degrees,
  detectionProbabilityOf,
  judgeCells,
  type ObjectClass,
  type ObservedCell,
  type SensorConduct,
  type SensorGeometry,
  type SiteModel,
  type SurveyedObject,
  type TimeUs,
  upAtHeight,
  wrapTwoPi,
} from "@tocsin/core";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { decodeRecord } from "../pipeline/encode-record.ts";

/** Heights above the ground at which each band's claim for a class is asked, m. */
const ASKED_AT_M = [100, 800, 5_000] as const;
/** Places across and along a cell that its claim is the mean of. */
const PLACES = [1 / 6, 1 / 2, 5 / 6] as const;

/** What was seen of one piece of a sensor's claimed cover, and what the site file claims there. */
export interface CoverageCell {
  readonly azimuthFromDeg: number;
  readonly azimuthToDeg: number;
  readonly rangeFromM: number;
  readonly rangeToM: number;
  /** Above the ground; null: without end, and where the journal tells no heights apart. */
  readonly heightFromM: number;
  readonly heightToM: number | null;
  /** Objects that passed there and that another sensor reported; null where the journal does not count them. */
  readonly flights: number | null;
  readonly asked: number;
  readonly found: number;
  /** Of what was asked, with the interval that holds the true share 19 times in 20; null where nothing was. */
  readonly share: number | null;
  readonly least: number;
  readonly greatest: number;
  /** By the site file, the mean for what passed there; null where nothing did. */
  readonly claimed: number | null;
  /** By the site file, for the class that was asked for. */
  readonly claimedForClass: number;
  readonly verdict: "less" | "as-claimed" | "too-few";
}

export interface SensorObserved {
  readonly sensor: string;
  readonly name: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** When it was last told what was learnt; null where nothing ever was. */
  readonly atUs: TimeUs | null;
  readonly cells: readonly CoverageCell[];
}

export interface ObservedCoverage {
  readonly site: string;
  readonly objectClass: ObjectClass;
  readonly sensors: readonly SensorObserved[];
}

const WANTED: ReadonlySet<number> = new Set([RECORD_TYPES.configuration, RECORD_TYPES.conduct]);

/** What each watching sensor really saw, by the record, in every piece of what the site file claims. Null where nothing was configured. */
export function observedCoverage(
  journal: string,
  objectClass: ObjectClass,
): ObservedCoverage | null {
  let site: SiteModel | null = null;
  const learnt = new Map<string, { readonly atUs: TimeUs; readonly conduct: SensorConduct }>();
  for (const record of readJournal(journal, { types: (type) => WANTED.has(type) })) {
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind === "event" && decoded.event.type === "configuration")
      ({ site } = decoded.event);
    if (decoded.kind === "effect" && decoded.effect.type === "conduct")
      learnt.set(decoded.effect.conduct.sensorId, {
        atUs: decoded.effect.timeUs,
        conduct: decoded.effect.conduct,
      });
  }
  if (site === null) return null;
  const survey = new CoverageSurvey(site);
  const sensors = survey.geometries.map((geometry): SensorObserved => {
    const { id, name, position } = geometry.spec;
    const known = learnt.get(id);
    return {
      sensor: id,
      name,
      latitudeDeg: degrees(position.latitudeRad),
      longitudeDeg: degrees(position.longitudeRad),
      atUs: known?.atUs ?? null,
      cells: cellsOf(geometry, known?.conduct.cells ?? []).map((cell) =>
        coverageCell(cell, claimOf(survey, geometry, cell, objectClass)),
      ),
    };
  });
  return { site: site.id, objectClass, sensors };
}

/** Every piece of what the sensor claims to watch, asked or not; of earlier journals only what was asked. */
function cellsOf(
  { spec: { coverage } }: SensorGeometry,
  asked: readonly ObservedCell[],
): readonly ObservedCell[] {
  if (asked.some(({ heightFromM }) => heightFromM === undefined)) return asked;
  const cells: ObservedCell[] = [];
  const width = (2 * Math.PI) / CELL_AZIMUTHS;
  for (const [band, heightFromM] of CELL_HEIGHTS_M.entries())
    for (let i = 0; i < CELL_AZIMUTHS; i++)
      for (let ring = 0; ring < CELL_RANGES; ring++) {
        const known = asked.find(
          (cell) =>
            cell.heightFromM === heightFromM &&
            Math.round(cell.azimuthFromRad / width) === i &&
            Math.round((cell.rangeFromM * CELL_RANGES) / coverage.rangeMaxM) === ring,
        );
        const middle = wrapTwoPi((i + 0.5) * width - coverage.azimuthFromRad);
        if (known === undefined && middle > coverage.azimuthWidthRad) continue;
        cells.push(
          known ?? {
            azimuthFromRad: i * width,
            azimuthToRad: (i + 1) * width,
            rangeFromM: (ring * coverage.rangeMaxM) / CELL_RANGES,
            rangeToM: ((ring + 1) * coverage.rangeMaxM) / CELL_RANGES,
            heightFromM,
            heightToM: CELL_HEIGHTS_M.at(band + 1) ?? null,
            asked: 0,
            found: 0,
            claimed: 0,
            flights: 0,
          },
        );
      }
  return cells;
}

/** The mean over a cell of what the site file claims for a healthy sensor and an object of a class, in the middle of the cell's heights. */
function claimOf(
  survey: CoverageSurvey,
  geometry: SensorGeometry,
  cell: ObservedCell,
  objectClass: ObjectClass,
): number {
  const band = CELL_HEIGHTS_M.findIndex((fromM) => fromM === (cell.heightFromM ?? 0));
  const object: SurveyedObject = { heightM: ASKED_AT_M[band], objectClass, velocityMps: null };
  const target = survey.targetsOf(object)[survey.geometries.indexOf(geometry)];
  const [east, north] = geometry.positionM;
  let sum = 0;
  for (const across of PLACES)
    for (const along of PLACES) {
      const azimuth = cell.azimuthFromRad + across * (cell.azimuthToRad - cell.azimuthFromRad);
      const rangeM = cell.rangeFromM + along * (cell.rangeToM - cell.rangeFromM);
      const e = east + rangeM * Math.sin(azimuth);
      const n = north + rangeM * Math.cos(azimuth);
      const u = upAtHeight(survey.frame, e, n, survey.groundAt(e, n) + object.heightM);
      sum += detectionProbabilityOf(geometry, undefined, e, n, u, target);
    }
  return sum / (PLACES.length * PLACES.length);
}

function coverageCell(cell: ObservedCell, claimedForClass: number): CoverageCell {
  const { asked, found, flights, share, least, greatest, claimed, verdict } = judgeCells([cell]);
  return {
    azimuthFromDeg: Math.round(degrees(cell.azimuthFromRad)),
    azimuthToDeg: Math.round(degrees(cell.azimuthToRad)),
    rangeFromM: cell.rangeFromM,
    rangeToM: cell.rangeToM,
    heightFromM: cell.heightFromM ?? 0,
    heightToM: cell.heightToM ?? null,
    flights,
    asked,
    found,
    share: asked > 0 ? share : null,
    least,
    greatest,
    claimed: asked > 0 ? claimed : null,
    claimedForClass,
    verdict,
  };
}
