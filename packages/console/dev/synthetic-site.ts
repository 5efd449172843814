import type { LatLonDeg, PictureSite } from "@tocsin/sdk";

/** A made-up place in the sea, so that nobody's home is in it. */
export const ORIGIN: LatLonDeg = [45.2, 13.2];

const METRES_PER_DEGREE = 111_195;

/** A place by metres from the origin, flat: near enough for pictures that are made up. */
export function at(eastM: number, northM: number): LatLonDeg {
  const perLongitude = METRES_PER_DEGREE * Math.cos((ORIGIN[0] * Math.PI) / 180);
  return [ORIGIN[0] + northM / METRES_PER_DEGREE, ORIGIN[1] + eastM / perLongitude];
}

const box = (eastM: number, northM: number, halfM: number): LatLonDeg[] => [
  at(eastM - halfM, northM - halfM),
  at(eastM - halfM * 1.2, northM + halfM * 0.8),
  at(eastM + halfM * 0.7, northM + halfM),
  at(eastM + halfM, northM - halfM * 0.9),
];

/** Three areas of three owners, one of each kind of protection; three sensors of three kinds; one defence. */
export const syntheticSite: PictureSite = {
  id: "fixture",
  name: "Harbour hospital",
  mode: "simulation",
  origin: ORIGIN,
  timeZone: "Europe/Rome",
  areas: [
    {
      id: "hospital",
      name: "Harbour hospital",
      owner: "Health trust",
      protection: "protected",
      people: 1_240,
      shelterS: 20,
      rings: [box(0, 0, 260)],
    },
    {
      id: "school",
      name: "Old town school",
      owner: "Municipality",
      protection: "subscribed",
      people: 420,
      shelterS: 30,
      rings: [box(-1_350, 700, 180)],
    },
    {
      id: "yard",
      name: "Container yard",
      owner: "Port company",
      protection: "none",
      people: 60,
      shelterS: 60,
      rings: [box(1_300, -900, 330)],
    },
  ],
  sensors: [
    {
      id: "radar-roof",
      name: "Radar on the roof",
      kind: "radar",
      place: at(60, 40),
      rangeMinM: 150,
      rangeMaxM: 9_000,
      azimuthFromDeg: 0,
      azimuthWidthDeg: 360,
      periodS: 1,
      trustClass: "authenticated",
      staleAfterS: 5,
      shares: [],
    },
    {
      id: "radar-hill",
      name: "Radar on the hill",
      kind: "tracker",
      place: at(-2_600, 2_300),
      rangeMinM: 150,
      rangeMaxM: 7_000,
      azimuthFromDeg: 20,
      azimuthWidthDeg: 130,
      periodS: 2,
      trustClass: "authenticated",
      staleAfterS: 6,
      shares: [],
    },
    {
      id: "microphones",
      name: "Microphones",
      kind: "acoustic",
      place: at(900, -300),
      rangeMinM: 0,
      rangeMaxM: 1_800,
      azimuthFromDeg: 0,
      azimuthWidthDeg: 360,
      periodS: 5,
      trustClass: "unauthenticated",
      staleAfterS: 15,
      shares: [],
    },
  ],
  defences: [
    {
      id: "defence",
      name: "Notional defence",
      owner: "Garrison",
      place: at(-300, -300),
      reachM: 2_200,
      protectsAreas: ["hospital"],
      notional: true,
    },
  ],
};
