import { createLocalFrame, defenceId, geodeticToEnu, radians, type TimeUs } from "@tocsin/core";
import {
  type Adapter,
  type ByteSource,
  type DefenceInputConfig,
  type OutsideReport,
  readFrames,
  type SiteConfig,
  suggest,
} from "@tocsin/sdk";
import { createMapping } from "./create-mapping.ts";
import { type RecordProblem, shown } from "./explain-record.ts";
import { createRecordFramer, shownLine } from "./generic-adapter.ts";
import { type DefenceRecord, defenceRecordSchema } from "./outside-schema.ts";
import { parseAs } from "./parse-records.ts";
import { isoToUs } from "./to-look.ts";

/**
 * What defences report: their readiness, and what became of objects that they engaged. Data goes one way: whoever sends
 * is never answered, not even with what was wrong; that is counted and shown here.
 */
export function createDefenceAdapter(
  input: DefenceInputConfig,
  config: Pick<SiteConfig, "site">,
  source: ByteSource,
): Adapter {
  const keys = new Map(input.defences.map(({ defence, key }) => [key ?? defence, defence]));
  return {
    id: input.id,
    run(sink, signal) {
      const mapping = input.mapping === undefined ? null : createMapping(input.mapping);
      if (mapping !== null && "fault" in mapping) throw new RangeError(`mapping: ${mapping.fault}`);
      return readFrames(
        {
          source,
          createFramer: () => createRecordFramer(input.framing),
          sink,
          frame: (bytes, receivedUs, { id }) => {
            for (const parsed of parseAs(bytes, mapping, defenceRecordSchema)) {
              const report = parsed.ok
                ? toReport(parsed.record, { input, keys, site: config.site, receivedUs })
                : parsed.problem;
              if ("type" in report) sink.report(report);
              else
                sink.rejected(
                  report.reason,
                  1,
                  `${id}: ${report.words}. The line: ${shownLine(bytes)}`,
                  receivedUs,
                );
            }
          },
        },
        signal,
      );
    },
  };
}

interface Context {
  readonly input: DefenceInputConfig;
  readonly keys: ReadonlyMap<string, string>;
  readonly site: SiteConfig["site"];
  readonly receivedUs: TimeUs;
}

function toReport(record: DefenceRecord, context: Context): OutsideReport | RecordProblem {
  const { input, keys, receivedUs } = context;
  const id = keys.get(record.defence);
  if (id === undefined) {
    const near = suggest(record.defence, [...keys.keys()]);
    const hint = near === undefined ? "" : `; did you mean ${near}?`;
    return {
      reason: "unknown-defence",
      words: `there is no defence ${shown(record.defence)} in this input${hint}`,
    };
  }
  const by = record.by ?? input.source;
  if (record.type === "engagement") return engagementOf(record, { ...context, by, id });
  return {
    type: "defence",
    receivedUs,
    defenceId: defenceId(id),
    state: record.state,
    by,
    ...(record.inhibited_by === undefined ? {} : { inhibitedBy: record.inhibited_by }),
    ...(record.reason === undefined ? {} : { reason: record.reason }),
    ...(record.reach_m === undefined ? {} : { reachM: record.reach_m }),
    ...(record.protects_areas === undefined ? {} : { protectsAreas: record.protects_areas }),
  };
}

function engagementOf(
  record: Extract<DefenceRecord, { type: "engagement" }>,
  { site, receivedUs, by, id }: Context & { readonly by: string; readonly id: string },
): OutsideReport | RecordProblem {
  const { latitude_deg: latitude, longitude_deg: longitude } = record;
  if ((latitude === undefined) !== (longitude === undefined))
    return {
      reason: "bad-value",
      words: "latitude_deg and longitude_deg belong together: one is missing",
    };
  const atUs = record.time === undefined ? receivedUs : isoToUs(record.time);
  if (atUs > receivedUs + FUTURE_US)
    return { reason: "bad-time", words: "its time lies after its receipt: check the zone" };
  return {
    type: "engagement",
    receivedUs,
    atUs,
    defence: id,
    outcome: record.outcome,
    place:
      latitude === undefined || longitude === undefined
        ? null
        : placeOf(site, latitude, longitude, record.height_m ?? site.ground_height_m),
    source: by,
    ...(record.object === undefined ? {} : { object: record.object }),
    ...(record.track === undefined ? {} : { trackId: record.track }),
  };
}

/** An engagement that is to come is no record: clocks may differ by so much. */
const FUTURE_US = 60_000_000;

function placeOf(
  site: SiteConfig["site"],
  latitudeDeg: number,
  longitudeDeg: number,
  heightM: number,
): { readonly eastM: number; readonly northM: number; readonly upM: number } {
  const geodetic = (latitude: number, longitude: number, height: number) => ({
    latitudeRad: radians(latitude),
    longitudeRad: radians(longitude),
    heightM: height,
  });
  const frame = createLocalFrame(
    geodetic(site.latitude_deg, site.longitude_deg, site.ground_height_m),
  );
  const [eastM, northM, upM] = geodeticToEnu(frame, geodetic(latitudeDeg, longitudeDeg, heightM));
  return { eastM, northM, upM };
}
