import type { ObservedPlace } from "@tocsin/sdk";

/** What the phone knows of its place. */
export type PlaceState =
  | { readonly is: "off" | "asking" | "denied" | "failed" | "none" }
  | { readonly is: "found"; readonly place: ObservedPlace };

/** A place of so long ago will do: people who report stand still. */
const PLACE_AGE_MAX_MS = 15_000;
const WAIT_MS = 15_000;

/** Asks the phone where it is, once; it is not followed. */
export function sensePlace(told: (state: PlaceState) => void): void {
  if (!("geolocation" in navigator)) {
    told({ is: "none" });
    return;
  }
  told({ is: "asking" });
  navigator.geolocation.getCurrentPosition(
    ({ coords }) =>
      told({
        is: "found",
        place: {
          latitudeDeg: coords.latitude,
          longitudeDeg: coords.longitude,
          accuracyM: coords.accuracy,
        },
      }),
    ({ code, PERMISSION_DENIED }) => told({ is: code === PERMISSION_DENIED ? "denied" : "failed" }),
    { enableHighAccuracy: true, maximumAge: PLACE_AGE_MAX_MS, timeout: WAIT_MS },
  );
}
