import { type Look, type PositionDetection, sensorId } from "@tocsin/core";
import {
  RemoteIdAssembler,
  type RemoteIdConfig,
  type RemoteIdOutput,
} from "../../src/adapters/remote-id/assembler.ts";
import { TRANSMITTER } from "./message-builder.ts";

/** 12:15:00 UTC of a day. */
export const NOW_US = 1_780_000_000_000_000 - (1_780_000_000_000_000 % 3_600_000_000) + 900_000_000;
export const RECEIVER = { latitudeDeg: 47.2, longitudeDeg: 8.7 };

export const CONFIG: RemoteIdConfig = {
  sensorId: sensorId("remote-id"),
  receiver: {
    latitudeRad: (RECEIVER.latitudeDeg * Math.PI) / 180,
    longitudeRad: (RECEIVER.longitudeDeg * Math.PI) / 180,
    heightM: 460,
  },
  groundHeightM: 450,
};

/** An assembler that is given broadcasts at times, in seconds from `NOW_US`. */
export class Listener {
  readonly outputs: RemoteIdOutput[] = [];
  readonly assembler = new RemoteIdAssembler(CONFIG);

  hear(
    octets: Uint8Array,
    atS: number,
    { transmitter = TRANSMITTER, signalDbm = null as number | null } = {},
  ): readonly RemoteIdOutput[] {
    const outputs = this.assembler.pushBroadcast(
      { transmitter, medium: "wifi-beacon", counter: 0, octets, signalDbm },
      NOW_US + Math.round(atS * 1e6),
    );
    this.outputs.push(...outputs);
    return outputs;
  }

  get looks(): readonly Look[] {
    return looksOf(this.outputs);
  }
  get positions(): readonly PositionDetection[] {
    return positionsOf(this.outputs);
  }
  get rejects(): readonly string[] {
    return this.outputs.flatMap((output) => (output.type === "reject" ? [output.reason] : []));
  }
  get states(): readonly string[] {
    return this.outputs.flatMap((each) =>
      each.type === "health" ? [`${each.status}: ${each.reason}`] : [],
    );
  }
}

export const looksOf = (outputs: readonly RemoteIdOutput[]): readonly Look[] =>
  outputs.flatMap((output) => (output.type === "look" ? [output.look] : []));

export const positionsOf = (outputs: readonly RemoteIdOutput[]): readonly PositionDetection[] =>
  looksOf(outputs).flatMap(({ detections }) =>
    detections.flatMap((each) => (each.kind === "position" ? [each] : [])),
  );
