import { stringify } from "yaml";
import { type AreaAnswer, MAST_M, type RadarAnswer, type SiteAnswers } from "./site-answers.ts";

export interface SiteFileNames {
  /** Of the scenario beside the site file; only with a simulated radar. */
  readonly scenario: string;
  readonly dataDir: string;
}

/** The first site file: in mode shadow, commented, complete enough to start. */
export function siteFileText(answers: SiteAnswers, names: SiteFileNames): string {
  const { areas, radar } = answers;
  return [
    `# The site file of ${answers.name}, made by tocsin init. Change it, then run: tocsin config check`,
    "# docs/reference/configuration.md has every key with its default; what is left out here keeps its default.",
    "",
    siteSection(answers),
    "# Real inputs, nothing sent to people, everything recorded and scored. Trust the scorecard first, then go live.",
    "mode: shadow",
    "",
    "# The folder of the journal and of the secrets, relative to this file. --data-dir goes before it.",
    `data_dir: ${quoted(names.dataDir)}`,
    "",
    "sensors:",
    radar === null ? simulatedRadar(answers) : realRadar(radar),
    "# Who is to be warned. `protected`: your own people. `subscribed`: neighbours that asked. `none`: known, not warned.",
    "areas:",
    ...areas.map((area) => areaEntry(area, answers)),
    "inputs:",
    radar === null ? simulationInput(names) : asterixInput(radar),
    CHANNELS,
  ].join("\n");
}

/** The scenario of a first drill: a rocket and a drone at the first area, seen by the site's simulated radar. */
export function firstScenarioText(answers: SiteAnswers, name: string): string {
  const [first] = answers.areas;
  return [
    "# A first simulation, made by tocsin init: sensors and areas bear the ids of the site file.",
    "# docs/reference/scenario.md has every key. Run it alone: tocsin simulate THIS-FILE",
    `name: ${name}`,
    `title: ${quoted(`A rocket and a drone at ${first.name}`)}`,
    "summary: Made up, to see the whole way from a detection to a warning.",
    "notional: true",
    'start: "2026-01-01T00:00:00Z"',
    "duration_s: 420",
    "site_file:",
    indented(siteSection(answers)),
    "  sensors:",
    indented(simulatedRadar(answers)),
    "  areas:",
    ...answers.areas.map((area) => indented(areaEntry(area, answers))),
    "objects:",
    "  - id: rocket",
    "    kind: ballistic",
    "    class: rocket",
    "    from_s: 20",
    `    launch: { of: ${first.id}, bearing_deg: 60, distance_m: 9000 }`,
    `    aim: { of: ${first.id} }`,
    "    elevation_deg: 47",
    "    boost: { duration_s: 0.7 }",
    "  - id: drone",
    "    kind: drone",
    "    from_s: 120",
    "    waypoints:",
    `      - { place: { of: ${first.id}, bearing_deg: 240, distance_m: 12000 }, height_m: 250, speed_mps: 50 }`,
    `      - { place: { of: ${first.id} }, height_m: 0, speed_mps: 50 }`,
    "",
  ].join("\n");
}

function siteSection(answers: SiteAnswers): string {
  return `site:
  id: ${answers.id}
  name: ${quoted(answers.name)}
  # Somewhere in the middle. Latitude first, in degrees; south and west are negative.
  latitude_deg: ${answers.latitudeDeg}
  longitude_deg: ${answers.longitudeDeg}
  # Above the WGS-84 ellipsoid, as GPS gives it, not above the sea.
  ground_height_m: ${answers.groundHeightM}
  time_zone: ${quoted(answers.timeZone)}
`;
}

const areaEntry = (area: AreaAnswer, answers: SiteAnswers): string => `  - id: ${area.id}
    name: ${quoted(area.name)}
    owner: ${quoted(answers.name)} # who answers for the people there
    protection: protected
    circle: { latitude_deg: ${area.latitudeDeg}, longitude_deg: ${area.longitudeDeg}, radius_m: ${area.radiusM} } # or polygon: its corners
    people: ${area.people}
    shelter_s: ${area.shelterS} # how long they need to reach shelter
`;

const realRadar = (radar: RadarAnswer): string => `  - id: radar-1
    name: Radar 1
    kind: radar
    latitude_deg: ${radar.latitudeDeg}
    longitude_deg: ${radar.longitudeDeg}
    height_m: ${radar.heightM} # of the antenna, above the ellipsoid
    period_s: ${radar.periodS} # one turn
    # What it cannot see is as important as what it can: what is claimed here counts as watched.
    coverage:
      range_max_m: ${Math.round(radar.rangeKm * 1000)}
      elevation_min_deg: 0
      elevation_max_deg: 45
`;

const simulatedRadar = (
  answers: SiteAnswers,
): string => `  # Made up, to begin with. Replace it by what really watches, and the input below by how that sends.
  - id: simulated-radar
    name: Simulated radar
    kind: radar
    latitude_deg: ${answers.latitudeDeg}
    longitude_deg: ${answers.longitudeDeg}
    height_m: ${answers.groundHeightM + MAST_M}
    period_s: 1
    coverage: { range_max_m: 20000, elevation_min_deg: -2, elevation_max_deg: 80 }
`;

const asterixInput = (radar: RadarAnswer): string => `  - type: asterix-udp
    id: radars
    groups:
      - { address: ${quoted(radar.address)}, port: ${radar.port} }
    sensors:
      # The codes that the radar sends under; ask whoever runs it.
      - { sac: ${radar.sac}, sic: ${radar.sic}, sensor: radar-1 }
`;

const simulationInput = (
  names: SiteFileNames,
): string => `  # Plays once after each start, and never in mode live.
  - type: simulation
    id: first-simulation
    scenario: ${quoted(`./${names.scenario}`)}
`;

const CHANNELS = `channels:
  # One line of text for each warning that would have been sent.
  - type: log
    id: terminal
    modes: [shadow, replay, drill, simulation]

  # When the scorecard is trusted: what carries warnings to people. \`live\` always stands alone: a drill must not
  # reach people as real. CAP 1.2 files are for another system to take up.
  # - type: cap-file
  #   id: sirens
  #   modes: [live]
  #   directory: cap-out
  #   sender: warning@example.org
`;

/** A scalar that YAML reads back as this text, whatever a person typed; the shortest form. */
const quoted = (text: string): string => stringify(text, { lineWidth: 0 }).trimEnd();

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ").trimEnd();
