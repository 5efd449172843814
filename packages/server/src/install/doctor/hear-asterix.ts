import type { InputConfig, SiteConfig } from "@tocsin/sdk";
import { AsterixAssembler, type AsterixOutput } from "../../adapters/asterix/assembler.ts";
import { asterixConfigOf } from "../../adapters/asterix/config-of-input.ts";
import type { ReceivedDatagram } from "../../sources/received-datagram.ts";
import { type Finding, findingsOf } from "./finding.ts";

const inputs = findingsOf("inputs");

/** Sources that no sensor has are named up to this many. */
const STRANGERS_NAMED_MAX = 8;

interface Heard {
  readonly detections: Map<string, number>;
  readonly health: Map<string, { readonly status: string; readonly reason: string }>;
  readonly strangers: Set<string>;
  unreadable: number;
  firstUnreadable: string;
}

/**
 * What the sensors of an input say while somebody listens: whether each sends what it should, stands where the site file
 * says, and finds itself in order. Ends with the datagrams.
 */
export async function hearAsterix(
  datagrams: AsyncIterable<ReceivedDatagram>,
  input: Extract<InputConfig, { type: "asterix-udp" }>,
  sensors: SiteConfig["sensors"],
): Promise<readonly Finding[]> {
  const assembler = new AsterixAssembler(asterixConfigOf(input, sensors));
  const heard: Heard = {
    detections: new Map(),
    health: new Map(),
    strangers: new Set(),
    unreadable: 0,
    firstUnreadable: "",
  };
  for await (const { payload, receivedUs } of datagrams)
    for (const output of assembler.push(payload, receivedUs)) note(heard, output);
  return findings(heard, input.id);
}

function note(heard: Heard, output: AsterixOutput): void {
  if (output.type === "look") {
    const { sensorId, detections } = output.look;
    heard.detections.set(sensorId, (heard.detections.get(sensorId) ?? 0) + detections.length);
  } else if (output.type === "health") {
    heard.health.set(output.sensorId, output);
  } else if (output.reason === "unknown-sensor") {
    if (heard.strangers.size < STRANGERS_NAMED_MAX) heard.strangers.add(output.detail);
  } else if (output.reason.startsWith("decode-")) {
    heard.unreadable += output.count;
    heard.firstUnreadable ||= `${output.reason}, ${output.detail}`;
  }
}

function findings(heard: Heard, id: string): readonly Finding[] {
  const found: Finding[] = [];
  for (const sensor of new Set([...heard.detections.keys(), ...heard.health.keys()])) {
    const said = heard.health.get(sensor);
    const detections = `${heard.detections.get(sensor) ?? 0} detections`;
    if (said === undefined || said.status === "up") {
      found.push(inputs.ok(sensor, detections));
    } else {
      found.push(
        inputs.warning(
          sensor,
          `${detections}; ${said.status}: ${said.reason}`,
          "Ask the sensor's owner; where place, height or period differ, find out which is right and mend the site file.",
        ),
      );
    }
  }
  if (heard.strangers.size > 0)
    found.push(
      inputs.warning(
        id,
        `no sensor has the codes of what sends here: ${[...heard.strangers].join("; ")}`,
        "Name them in the input's `sensors`, or ask for them to be kept off this group.",
      ),
    );
  if (heard.unreadable > 0)
    found.push(
      inputs.warning(
        id,
        `${heard.unreadable} data blocks could not be read: first ${heard.firstUnreadable}`,
        "Record a minute and run `tocsin replay` on it: it tells whether an older edition is sent.",
      ),
    );
  return found;
}
