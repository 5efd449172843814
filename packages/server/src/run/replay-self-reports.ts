import {
  type EngineEvent,
  type Geodetic,
  radians,
  sensorId,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import { checkLook, compileSite, type SiteConfig, TocsinError } from "@tocsin/sdk";
import { loadTerrain } from "../terrain/load-terrain.ts";
import { RejectionCounts } from "./asterix-events.ts";
import { recordRun, type RunReport } from "./record-run.ts";
import { blankSite } from "./recording-site.ts";
import type { ReportReceiver, SelfReportFormat, SelfReportRecording } from "./self-reports.ts";
import { type ReplayOptions, replayRun } from "./replay-options.ts";

/** Half the Earth: a place that nobody asked the distance to. */
const ANYWHERE_M = 20_100_000;
/** A recording whose receiver nobody names is heard from no farther than this from the middle of its places. */
const RANGE_M = 700_000;
const PERIOD_US = 1_000_000;
const STALE_US = 60_000_000;
const RECEIVER = "receiver";

/** What came of a recording of aircraft or drones that say themselves where they are. */
export interface SelfReportReport extends RunReport {
  readonly format: SelfReportFormat;
  readonly firstUs: TimeUs;
  /** How many of them said a place, and how many places they said. */
  readonly objects: number;
  readonly places: number;
  /** In the middle of the places; null where the site file says where the receiver is. */
  readonly assumedReceiver: Geodetic | null;
  /** Whether its messages say when they were heard: without that all of it is one moment, and only the first place of each counts. */
  readonly hasTimes: boolean;
  readonly damage: string | null;
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
}

/** Runs such a recording through the whole way, in mode `replay`, into a journal of its own. */
export async function replaySelfReports(
  recording: SelfReportRecording,
  options: ReplayOptions,
): Promise<SelfReportReport> {
  const { path, config } = options;
  const startUs = options.open.startDayUs ?? 0;
  const survey = await surveyPlaces(recording, startUs);
  if (survey === null)
    throw new TocsinError("INPUT_EMPTY", {
      path,
      detail: recording.damage() ?? `nothing in it (${recording.format}) says a place`,
    });
  const { site, receiver } =
    config === null
      ? siteAround(survey.middle)
      : await siteWithReceiver(config, recording.format, path);
  const rejections = new RejectionCounts();
  const report = await recordRun({
    ...replayRun(options, site),
    events: eventsOf(recording.read(receiver, startUs), site, rejections),
    startUs: survey.firstUs,
  });
  return {
    ...report,
    format: recording.format,
    firstUs: survey.firstUs,
    objects: survey.objects,
    places: survey.places,
    assumedReceiver: config === null ? survey.middle : null,
    hasTimes: survey.lastUs > survey.firstUs || survey.messages === 1,
    damage: recording.damage(),
    rejected: rejections.list(),
  };
}

interface Survey {
  readonly middle: Geodetic;
  readonly firstUs: TimeUs;
  readonly lastUs: TimeUs;
  readonly messages: number;
  readonly objects: number;
  readonly places: number;
}

/** A first reading: who is in it, since when, and about where. */
async function surveyPlaces(
  recording: SelfReportRecording,
  startUs: TimeUs,
): Promise<Survey | null> {
  const nowhere: ReportReceiver = {
    sensorId: sensorId(RECEIVER),
    receiver: { latitudeRad: 0, longitudeRad: 0, heightM: 0 },
    rangeMaxM: ANYWHERE_M,
    groundHeightM: 0,
  };
  const latitudes: number[] = [];
  const longitudes: number[] = [];
  const names = new Set<string>();
  let firstUs: TimeUs | null = null;
  let lastUs: TimeUs = -Infinity;
  let messages = 0;
  for await (const { receivedUs, reports } of recording.read(nowhere, startUs)) {
    firstUs = Math.min(firstUs ?? receivedUs, receivedUs);
    lastUs = Math.max(lastUs, receivedUs);
    messages++;
    for (const report of reports) {
      if (report.type !== "look") continue;
      for (const detection of report.look.detections) {
        if (detection.kind !== "position") continue;
        latitudes.push(detection.latitudeRad);
        longitudes.push(detection.longitudeRad);
        const { identity } = detection;
        names.add(identity?.aircraftAddress ?? identity?.sensorTrack ?? identity?.callsign ?? "");
      }
    }
  }
  if (firstUs === null || latitudes.length === 0) return null;
  return {
    middle: { latitudeRad: median(latitudes), longitudeRad: median(longitudes), heightM: 0 },
    firstUs,
    lastUs,
    messages,
    objects: names.size,
    places: latitudes.length,
  };
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1];
}

/** A site without areas, with a receiver that hears all of a recording. */
function siteAround(middle: Geodetic): { site: SiteModel; receiver: ReportReceiver } {
  const id = sensorId(RECEIVER);
  return {
    site: {
      ...blankSite(),
      areas: [],
      origin: middle,
      sensors: [
        {
          id,
          name: "Receiver",
          kind: "cooperative",
          position: middle,
          azimuthOffsetRad: 0,
          rangeOffsetM: 0,
          coverage: {
            rangeMinM: 0,
            rangeMaxM: RANGE_M,
            azimuthFromRad: 0,
            azimuthWidthRad: 2 * Math.PI,
            elevationMinRad: -Math.PI / 2,
            elevationMaxRad: Math.PI / 2,
            horizon: false,
          },
          detectionProbability: 0.9,
          falseDetectionsPerSweep: 0.01,
          periodUs: PERIOD_US,
          staleAfterUs: STALE_US,
          commonCauseGroup: null,
          authenticated: false,
        },
      ],
    },
    receiver: { sensorId: id, receiver: middle, rangeMaxM: RANGE_M, groundHeightM: 0 },
  };
}

/** The site file's own receiver of that kind: the sensor of its first input that takes such a recording. */
async function siteWithReceiver(
  config: SiteConfig,
  format: SelfReportFormat,
  path: string,
): Promise<{ site: SiteModel; receiver: ReportReceiver }> {
  const types = format === "remote-id" ? ["remote-id-capture", "remote-id"] : ["adsb"];
  const names = config.inputs.flatMap((input) =>
    (input.type === "adsb" || input.type === "remote-id" || input.type === "remote-id-capture") &&
    types.includes(input.type)
      ? [input.sensor]
      : [],
  );
  const sensor = config.sensors.find(({ id }) => id === names[0]);
  if (sensor === undefined)
    throw new TocsinError("INPUT_EMPTY", {
      path,
      detail: `it is a recording of ${format}, and the site file has no input of type ${types.join(" or ")}`,
    });
  return {
    site: compileSite(config, { mode: "replay", terrain: await loadTerrain(config) }),
    receiver: {
      sensorId: sensorId(sensor.id),
      receiver: {
        latitudeRad: radians(sensor.latitude_deg),
        longitudeRad: radians(sensor.longitude_deg),
        heightM: sensor.height_m,
      },
      rangeMaxM: sensor.coverage.range_max_m,
      groundHeightM: config.site.ground_height_m,
    },
  };
}

async function* eventsOf(
  heard: ReturnType<SelfReportRecording["read"]>,
  site: SiteModel,
  rejections: RejectionCounts,
): AsyncGenerator<EngineEvent> {
  let isConfigured = false;
  let nowUs: TimeUs = 0;
  for await (const { receivedUs, reports } of heard) {
    nowUs = Math.max(nowUs, receivedUs);
    if (!isConfigured) yield { type: "configuration", receivedUs: nowUs, site };
    isConfigured = true;
    for (const report of reports) {
      if (report.type === "reject") rejections.add(report.reason, 1);
      else if (report.type === "health") yield { ...report, receivedUs: nowUs };
      else {
        const check = checkLook(report.look);
        if (check.ok) yield { type: "look", receivedUs: nowUs, look: check.look };
        else rejections.add(`invalid look: ${check.problem}`, 1);
      }
    }
  }
}
