import type { PlaceDeg } from "../../src/adapters/adsb/decode/compact-position.ts";
import { compactOf, squitter, type SquitterHead } from "../../src/adapters/adsb/encode/squitter.ts";

/** What our own encoder has no use for: aircraft on the ground, and emergencies. */
export function surfaceSquitter(head: SquitterHead, place: PlaceDeg, isOdd: boolean): Uint8Array {
  const { latitude, longitude } = compactOf(place, isOdd, true);
  return squitter(head, [
    [7, 5],
    [15, 7],
    [1, 1],
    [32, 7],
    [0, 1],
    [isOdd ? 1 : 0, 1],
    [latitude, 17],
    [longitude, 17],
  ]);
}

export const emergencySquitter = (head: SquitterHead, state: number, squawk: number): Uint8Array =>
  squitter(head, [
    [28, 5],
    [1, 3],
    [state, 3],
    [squawk, 13],
    [0, 32],
  ]);
