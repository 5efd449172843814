import { createLocalFrame, enuToGeodetic, type PolarDetection, sensorId } from "@tocsin/core";
import type { AsterixSensorConfig } from "../src/adapters/asterix/sensor-config.ts";
import { type AsterixItems, encodeBlock } from "../src/adapters/asterix/codec/encode-block.ts";
import { scenarioSite } from "./bench-site.ts";
import { type BenchScenario, RADAR, SCENARIO_START_US } from "./scenario.ts";

export interface ScenarioDatagram {
  readonly receivedUs: number;
  readonly payload: Uint8Array;
}

/** A datagram reaches the post this long after its scan. */
const TRANSPORT_US = 50_000;
const NAUTICAL_MILE_M = 1852;
const HEIGHT_STEP_M = 25 * 0.3048;
const DAY_TICKS = 86_400 * 128;
const SOURCE = { SAC: 25, SIC: 99 };

/**
 * What the decoder is told of the scenario's radar. It has no elevation in this format, so the height that it made of it goes
 * over, with the error that 2 mrad are at the middle of its range.
 */
export const SCENARIO_SENSOR: AsterixSensorConfig = {
  sensorId: sensorId(RADAR.id),
  sac: SOURCE.SAC,
  sic: SOURCE.SIC,
  accuracy: {
    rangeSigmaM: RADAR.rangeSigmaM,
    azimuthSigmaRad: RADAR.azimuthSigmaRad,
    rangeRateSigmaMps: RADAR.rangeRateSigmaMps,
    radarHeightSigmaM: 15,
  },
};

/**
 * A scenario as its radar would send it, ASTERIX: the plots of each scan in one datagram (CAT048), and half a second later its
 * north marker (CAT034), so that the turn between two markers holds the scan between them.
 */
export function* scenarioDatagrams(scenario: BenchScenario): Generator<ScenarioDatagram> {
  const frame = createLocalFrame(scenarioSite(scenario.objects).origin);
  const plot = (detection: PolarDetection): AsterixItems => {
    const { rangeM, azimuthRad, elevationRad } = detection;
    const flatM = rangeM * Math.cos(elevationRad ?? 0);
    const place = enuToGeodetic(
      frame,
      flatM * Math.sin(azimuthRad),
      flatM * Math.cos(azimuthRad),
      rangeM * Math.sin(elevationRad ?? 0),
    );
    return items({
      "010": SOURCE,
      "140": ticks(detection.sensedUs),
      "020": { TYP: 1, SIM: 0, RDP: 0, SPI: 0, RAB: 0 },
      "040": {
        RHO: Math.round((256 * rangeM) / NAUTICAL_MILE_M),
        THETA: Math.round((65_536 * azimuthRad) / (2 * Math.PI)) % 65_536,
      },
      "110": { "3DH": Math.round(place.heightM / HEIGHT_STEP_M) },
      "120": { CAL: { D: 0, CAL: Math.round(detection.rangeRateMps ?? 0) } },
    });
  };
  for (const { timeUs, look } of scenario.scans) {
    const plots = look.detections.flatMap((one) => (one.kind === "polar" ? [plot(one)] : []));
    if (plots.length > 0) yield datagram(timeUs, 48, plots);
    const northUs = timeUs + RADAR.periodUs / 2;
    const marker = {
      "010": SOURCE,
      "000": 1,
      "030": ticks(northUs),
      "041": RADAR.periodUs / 7812.5,
    };
    yield datagram(northUs, 34, [items(marker)]);
  }
}

const items = (entries: object): AsterixItems =>
  new Map<string, never>(Object.entries(entries) as [string, never][]);

const ticks = (timeUs: number): number => Math.round(timeUs / 7812.5) % DAY_TICKS;

function datagram(timeUs: number, category: number, records: readonly AsterixItems[]) {
  const encoded = encodeBlock(category, records);
  if (!encoded.ok) throw new Error(`${encoded.item}: ${encoded.reason}`);
  return { receivedUs: timeUs + TRANSPORT_US, payload: encoded.bytes };
}

/** When the site of a scenario is configured. */
export const CONFIGURED_US = SCENARIO_START_US - 1_000_000;
