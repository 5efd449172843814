import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AdsbAssembler } from "../../src/adapters/adsb/assembler.ts";
import type { PlaceDeg } from "../../src/adapters/adsb/decode/compact-position.ts";
import { decodeSbsLine } from "../../src/adapters/adsb/decode/sbs-line.ts";
import { beastFrame } from "../../src/adapters/adsb/encode/beast-frame.ts";
import { identitySquitter, positionSquitter } from "../../src/adapters/adsb/encode/squitter.ts";
import { apartM, configOf, moved, NOW_US, placeOf, RECEIVER } from "./aircraft-feed.ts";
import { Dump1090, isDump1090There } from "./dump1090.ts";
import { framesOf } from "./recorded-frames.ts";

const AIRCRAFT = 12;
const STEPS = 20;
const STEP_M = 60;
/** A place is sent in steps of 5.1 m north and less than that east, and BaseStation's have five digits. */
const RESOLUTION_M = 5.1 / 2 + 1.2;

/** Aircraft on all sides that fly north-east, each place even and odd in turn. */
function capture(): Uint8Array {
  const frames = Array.from({ length: STEPS }, (_, step) =>
    Array.from({ length: AIRCRAFT }, (_each, index) => {
      const head = { address: 0x48_5000 + index };
      const ticks = 12_000_000 + step * 6_000_000 + index * 1_000;
      const eastM = 60_000 * Math.sin(index) + STEP_M * step;
      const northM = 60_000 * Math.cos(index) + STEP_M * step;
      const parts = { isOdd: step % 2 === 1, altitudeFt: 5_000 + 1_000 * index };
      const place = moved(RECEIVER, eastM, northM);
      return [
        beastFrame(identitySquitter(head, `TOC${100 + index}`), ticks),
        beastFrame(positionSquitter(head, place, parts), ticks + 100),
      ];
    }),
  );
  return Buffer.concat(frames.flat(2));
}

type Places = Map<string, PlaceDeg[]>;

function add(places: Places, address: string, place: PlaceDeg): void {
  places.set(address, [...(places.get(address) ?? []), place]);
}

function oursOf(beast: Uint8Array): Places {
  const assembler = new AdsbAssembler(configOf());
  const places: Places = new Map();
  for (const frame of framesOf(beast))
    for (const output of assembler.pushFrame(frame, NOW_US + Math.round(frame.ticks / 12)))
      for (const each of output.type === "look" ? output.look.detections : [])
        if (each.kind === "position")
          add(places, each.identity?.aircraftAddress ?? "", placeOf(each));
  return places;
}

/** What it says until it has told as many places as there are of each. */
async function theirsOf(receiver: Dump1090, beast: Uint8Array, wanted: Places): Promise<Places> {
  const places: Places = new Map();
  for await (const line of receiver.hear(beast)) {
    const read = decodeSbsLine(line);
    if (!read.ok || read.report.place === null) continue;
    add(places, read.report.address.toString(16).padStart(6, "0").toUpperCase(), read.report.place);
    if ([...wanted].every(([address, of]) => places.get(address)?.length === of.length)) break;
  }
  return places;
}

describe.skipIf(!isDump1090There())("Debian's dump1090, given the same Beast frames", () => {
  let receiver: Dump1090;
  beforeAll(async () => {
    receiver = await Dump1090.start();
  });
  afterAll(() => receiver.stop());

  test("has the same aircraft at the same places, in the same order, to the resolution of what they send", async () => {
    const beast = capture();
    const ours = oursOf(beast);
    const theirs = await theirsOf(receiver, beast, ours);
    expect(ours.size).toBe(AIRCRAFT);
    expect(new Set(theirs.keys())).toEqual(new Set(ours.keys()));
    let compared = 0;
    for (const [address, places] of ours) {
      const others = theirs.get(address) ?? [];
      expect(others.length, address).toBe(places.length);
      for (const [index, place] of places.entries()) {
        expect(apartM(place, others[index]), `${address} ${index}`).toBeLessThan(RESOLUTION_M);
        compared++;
      }
    }
    // The first place needs a pair.
    expect(compared).toBe(AIRCRAFT * (STEPS - 1));
  });
});
