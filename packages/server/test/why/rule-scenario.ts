/** A bomb that two radars see while somebody holds another order: enough of each kind to leave out. */
export const ruleScenario = (): { readonly name: string; readonly seed: number } => {
  const radar = (id: string, name: string, longitudeDeg: number): object => ({
    id,
    name,
    kind: "radar",
    latitude_deg: 48.006,
    longitude_deg: longitudeDeg,
    height_m: 170,
    coverage: { range_max_m: 15_000, elevation_min_deg: -2, elevation_max_deg: 80 },
    detection_probability: 0.95,
    false_detections_per_sweep: 1,
    period_s: 1,
  });
  const scenario = {
    name: "two-radars",
    title: "A bomb that two radars see",
    summary: "One mortar bomb into the lock, and an order of somebody.",
    notional: true,
    seed: 3,
    start: "2026-03-01T04:00:00Z",
    duration_s: 120,
    site_file: {
      site: {
        id: "weir",
        name: "Weir (made up)",
        latitude_deg: 48,
        longitude_deg: 31,
        ground_height_m: 150,
      },
      sensors: [radar("east", "Eastern radar", 31.02), radar("west-ear", "Western ear", 30.97)],
      areas: [
        {
          id: "lock",
          name: "Lock",
          owner: "Canal company",
          protection: "protected",
          circle: { latitude_deg: 48, longitude_deg: 31, radius_m: 500 },
          people: 40,
        },
      ],
    },
    objects: [
      {
        id: "mortar",
        kind: "ballistic",
        class: "mortar",
        from_s: 25,
        launch: { of: "lock", bearing_deg: 80, distance_m: 5_200 },
        aim: { of: "lock", bearing_deg: 200, distance_m: 50 },
        elevation_deg: 60,
        drag: { k_m2_per_kg: 0.0003 },
      },
    ],
    events: [
      {
        kind: "automation",
        at_s: 30,
        on: true,
        by: "operator-1",
        second: "operator-2",
        reason: "said to OLAV BRANDT that the west is quiet",
      },
    ],
    expected: { warned: ["lock"], reasons: ["THREAT"] },
  };
  return scenario;
};
