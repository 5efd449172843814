import { altitudeOf } from "./decode-location.ts";
import type { SystemMessage } from "./message.ts";

const RADIUS_STEP_M = 10;

/** A system message of 25 octets (ASTM F3411-22a, 5.4.5.19); null where it names no place on Earth. */
export function decodeSystem(octets: Uint8Array): SystemMessage | null {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const latitude = view.getInt32(2, true);
  const longitude = view.getInt32(6, true);
  if (Math.abs(latitude) > 900_000_000 || Math.abs(longitude) > 1_800_000_000) return null;
  const isPlaced = latitude !== 0 || longitude !== 0;
  const timeS = view.getUint32(20, true);
  return {
    type: "system",
    operatorPlaceType: octets[1] & 3,
    classificationType: (octets[1] >>> 2) & 7,
    operatorLatitudeDeg: isPlaced ? latitude * 1e-7 : null,
    operatorLongitudeDeg: isPlaced ? longitude * 1e-7 : null,
    operatorHeightM: altitudeOf(view.getUint16(18, true)),
    areaCount: view.getUint16(10, true),
    areaRadiusM: octets[12] * RADIUS_STEP_M,
    areaCeilingM: altitudeOf(view.getUint16(13, true)),
    areaFloorM: altitudeOf(view.getUint16(15, true)),
    category: octets[17] >>> 4,
    class: octets[17] & 15,
    timeS: timeS === 0 ? null : timeS,
  };
}
