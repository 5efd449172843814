import { moved, RECEIVER } from "./aircraft-feed.ts";
import { beastFrame } from "../../src/adapters/adsb/encode/beast-frame.ts";
import {
  identitySquitter,
  positionSquitter,
  velocitySquitter,
} from "../../src/adapters/adsb/encode/squitter.ts";

const TICKS_PER_STEP = 6_000_000;

/** A Beast stream: an aircraft that comes in from the west at 100 m/s, two positions a second. */
export function aircraftRecording(address = 0x4b_1a2b, positions = 120): Uint8Array {
  const head = { address };
  const frames = Array.from({ length: positions }, (_, step) => {
    const ticks = 12_000_000 + step * TICKS_PER_STEP;
    const place = moved(RECEIVER, -20_000 + 50 * step, 2_000);
    const parts = { isOdd: step % 2 === 1, altitudeFt: 5_000 };
    return [
      beastFrame(identitySquitter(head, "SWR12A"), ticks),
      beastFrame(velocitySquitter(head, { eastKt: 194, northKt: 0, differenceFt: 200 }), ticks),
      beastFrame(positionSquitter(head, place, parts), ticks + 1_000),
    ];
  });
  return Buffer.concat(frames.flat());
}
