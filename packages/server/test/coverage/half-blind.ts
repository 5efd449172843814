/** Abreast, so far apart that none is taken for another. */
const ABREAST_M = 600;
const FLIGHTS = 6;

const site = {
  id: "weir",
  name: "Weir (made up)",
  latitude_deg: 48,
  longitude_deg: 31,
  ground_height_m: 150,
};
const place = { latitude_deg: 48, longitude_deg: 31, height_m: 170 };
const coverage = { range_max_m: 15_000, elevation_min_deg: -2, elevation_max_deg: 80 };

/** A radar that claims to see all around, beside a receiver of what aircraft say of themselves. */
export const HALF_BLIND_SITE = {
  site,
  sensors: [
    {
      id: "radar",
      name: "Roof radar",
      kind: "radar",
      ...place,
      coverage,
      detection_probability: 0.9,
      false_detections_per_sweep: 0.5,
      period_s: 1,
    },
    {
      id: "antenna",
      name: "Antenna",
      kind: "cooperative",
      ...place,
      coverage: { ...coverage, range_max_m: 200_000, elevation_max_deg: 90, horizon: false },
      period_s: 1,
      stale_after_s: 60,
    },
  ],
  areas: [
    {
      id: "lock",
      name: "Lock",
      owner: "Canal company",
      protection: "protected",
      circle: { latitude_deg: 48, longitude_deg: 31, radius_m: 300 },
      people: 40,
    },
  ],
};

/** Northward past the site, abreast: in the east both sensors see them, in the west something that no file knows of stands before the radar. */
const flights = (side: "east" | "west", fromS: number): object[] =>
  Array.from({ length: FLIGHTS }, (_, i) => {
    const acrossM = 7_900 + i * ABREAST_M;
    const at = (alongM: number): object => ({
      of: "lock",
      bearing_deg:
        (360 + (Math.atan2((side === "east" ? 1 : -1) * acrossM, alongM) * 180) / Math.PI) % 360,
      distance_m: Math.hypot(acrossM, alongM),
    });
    return {
      id: `${side}-${i}`,
      kind: "aircraft",
      from_s: fromS,
      ...(side === "west" ? { seen_by: ["antenna"] } : {}),
      cooperative: {
        aircraft_address: `4B${side === "east" ? "1" : "2"}00${i}`,
        callsign: `${side}${i}`,
      },
      waypoints: [
        { place: at(-1_800), height_m: 2_500, speed_mps: 130 },
        { place: at(5_000), height_m: 2_500, speed_mps: 130 },
      ],
    };
  });

/** A scenario in which the radar of {@link HALF_BLIND_SITE} sees nothing of what flies in the west. */
export const halfBlindScenario = (fromS: number, durationS: number): object => ({
  name: "half-blind",
  title: "A radar that sees nothing in the west",
  summary: "Aircraft pass on both sides; what stands in the radar's way in the west is in no file.",
  notional: true,
  seed: 5,
  start: "2026-03-01T04:00:00Z",
  duration_s: durationS,
  site_file: HALF_BLIND_SITE,
  objects: [...flights("east", fromS), ...flights("west", fromS)],
  expected: { warned: [], reasons: [] },
});
