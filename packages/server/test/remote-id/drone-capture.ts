import { moved } from "../adsb/aircraft-feed.ts";
import { basicId, beacon, location, pack } from "./message-builder.ts";

export const SERIAL = "1581F5XYZ0000ABCD";
const IEEE_802_11 = 105;
const START_S = 1_780_000_000;
const YARD = { latitudeDeg: 47.2, longitudeDeg: 8.7 };

/** A pcap of bare 802.11 frames: a minute of a drone that flies east at 12 m/s south of `centre`. */
export function droneCapture(centre = YARD): Uint8Array {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2_c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(262_144, 16);
  header.writeUInt32LE(IEEE_802_11, 20);
  const records = Array.from({ length: 60 }, (_, step) => {
    const timeS = START_S + step;
    const frame = beacon(
      pack(
        basicId(SERIAL),
        location({
          ...moved(centre, -1_500 + 12 * step, -600),
          trackDeg: 90,
          speedMps: 12,
          geometricHeightM: 520,
          accuracy: 10,
          secondOfHour: timeS % 3_600,
        }),
      ),
    );
    const head = Buffer.alloc(16);
    head.writeUInt32LE(timeS, 0);
    head.writeUInt32LE(frame.length, 8);
    head.writeUInt32LE(frame.length, 12);
    return Buffer.concat([head, frame]);
  });
  return Buffer.concat([header, ...records]);
}
