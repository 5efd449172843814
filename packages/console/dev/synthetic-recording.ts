import type { Picture, PictureDecision, PictureTrack, PictureWarning, Timeline } from "@tocsin/sdk";
import { at } from "./synthetic-site.ts";

export const START_US = Date.UTC(2026, 3, 2, 22, 14, 0) * 1_000;
const DURATION_S = 150;
const secondUs = (second: number): number => START_US + second * 1e6;

/**
 * A recording with one of everything that the console can show: a rocket for the hospital and one that falls into the
 * water, a slow drone that nobody told apart, an airliner that names itself, a bird, and a radar that goes down.
 */
export function syntheticTimeline(): Timeline {
  const pictures = Array.from({ length: DURATION_S + 1 }, (_, second) => pictureAt(second));
  return {
    stepS: 1,
    startUs: START_US,
    endUs: secondUs(DURATION_S),
    pictures,
    marks: [
      { timeUs: secondUs(30), kind: "sensor", text: "Radar on the hill went down" },
      { timeUs: secondUs(43), kind: "warning", text: "Take cover, Harbour hospital" },
      { timeUs: secondUs(48), kind: "warning", text: "Be ready, Old town school" },
      { timeUs: secondUs(66), kind: "impact", text: "T3 came down in the water" },
      { timeUs: secondUs(69), kind: "impact", text: "T2 came down at the hospital" },
      { timeUs: secondUs(75), kind: "fault", text: "A siren did not answer" },
      { timeUs: secondUs(120), kind: "warning", text: "All clear, Harbour hospital" },
    ],
  };
}

export function pictureAt(second: number): Picture {
  const tracks = [
    airliner(second),
    rocket(second, { id: "t2", label: "T2", eastM: 40, northM: 90, fallsS: 69 }),
    rocket(second, { id: "t3", label: "T3", eastM: 900, northM: 2_100, fallsS: 66 }),
    drone(second),
    bird(second),
  ].filter((track) => track !== null);
  const down = second >= 30;
  const blind = [
    { kind: "low-drone", heightM: 50, fromDeg: 130, toDeg: 215, warningS: null },
    ...(down ? [{ kind: "drone", heightM: 100, fromDeg: 15, toDeg: 62, warningS: 9 }] : []),
  ].map((sector) => ({ ...sector, because: "Below the horizon of every sensor" }));
  const hospital = second >= 43 && second < 120 ? "take-cover" : null;
  const school = second >= 48 && second < 110 ? "pre-alert" : null;
  return {
    timeUs: secondUs(second),
    mode: "simulation",
    automation: true,
    protection: {
      status: down ? "degraded" : "protecting",
      sinceUs: secondUs(down ? 30 : -4_000),
      because: down
        ? ["Radar on the hill is down: drones from N to E would be seen 9 s before they arrive."]
        : [],
    },
    tracks,
    areas: [
      {
        ...area("hospital", hospital, second, blind),
        protection: down ? "degraded" : "protecting",
      },
      { ...area("school", school, second, blind.slice(0, 1)), protection: "protecting" },
      { ...area("yard", null, second, []), protection: "not-asked" },
    ],
    sensors: [
      sensor("radar-roof", "up", second, 0.4),
      sensor("radar-hill", down ? "down" : "up", second, down ? second - 28 : 1.2),
      sensor("microphones", "up", second, 3),
    ],
    inputs: [],
    weather: {
      source: "Weather office",
      observedUs: secondUs(-7_200),
      untilUs: secondUs(14_400),
      winds: [
        { aboveM: 0, fromDeg: 200, speedMps: 4.2 },
        { aboveM: 2_000, fromDeg: 235, speedMps: 13 },
        { aboveM: 5_000, fromDeg: 260, speedMps: 24.5 },
      ],
    },
    defences: [
      { id: "defence", state: "inhibited", sinceUs: secondUs(-600), by: "the garrison's officer" },
    ],
    decisions: decisions(second),
    warnings: warnings(second),
    faults:
      second < 75
        ? []
        : [
            {
              timeUs: secondUs(75),
              code: "CHANNEL_FAILED",
              subject: "siren-north",
              detail: "The siren in the north did not answer within 5 seconds.",
            },
          ],
  };
}

function area(
  id: string,
  stage: "take-cover" | "pre-alert" | null,
  second: number,
  blind: Picture["areas"][number]["blind"],
): Picture["areas"][number] {
  const coming = stage !== null && second < 69;
  return {
    id,
    stage,
    sinceUs: stage === null ? null : secondUs(43),
    arrivalFromUs: coming ? secondUs(67) : null,
    arrivalToUs: coming ? secondUs(72) : null,
    expiresUs: stage === null ? null : secondUs(180),
    threats: coming ? ["t2"] : [],
    protection: "protecting",
    blind,
  };
}

const sensor = (
  id: string,
  status: "up" | "down",
  second: number,
  ageS: number,
): Picture["sensors"][number] => ({
  id,
  status,
  sinceUs: secondUs(status === "down" ? 30 : -9_000),
  reason: status === "down" ? "Nothing came from it for 5 seconds." : "",
  lastLookUs: secondUs(second - ageS),
  registration: null,
  staleness: status === "down" ? "stale" : "fresh",
  times: {
    sensedUs: secondUs(second - ageS) - 120_000,
    receivedUs: secondUs(second - ageS),
    decidedUs: secondUs(second - ageS) + 2_000,
    usualAgeS: 0.12,
    usualDecideS: 0.002,
  },
  looksPerS: 1,
  dropped: [],
  conduct: {
    standing: "sound",
    text: ["14 objects that it reported were seen by others too."],
    observed: {
      asked: 412,
      found: 371,
      share: 0.9,
      least: 0.76,
      greatest: 0.962,
      claimed: 0.9,
      flights: 40,
      verdict: "as-claimed",
    },
    cells: [],
  },
});

const base = {
  ellipse: { majorM: 40, minorM: 18, bearingDeg: 60 },
  existence: 0.99,
  classProbability: 0.93,
  identity: null,
  sources: {
    independent: 2,
    authenticated: 1,
    groups: [
      { sensorIds: ["radar-roof"], shared: [] },
      { sensorIds: ["radar-hill"], shared: [] },
    ],
  },
  masked: false,
  impact: null,
  threatens: [],
  climbMps: 0,
} as const;

function airliner(second: number): PictureTrack {
  const place = (s: number) => at(-9_000 + 110 * s, 5_200 - 20 * s);
  return {
    ...base,
    id: "t1",
    label: "T1",
    status: "confirmed",
    place: place(second),
    heightM: 6_200,
    speedMps: 112,
    courseDeg: 100,
    class: "aircraft",
    identity: "ITY 452",
    lastSensedUs: secondUs(second),
    trail: trailOf(place, second, 40),
  };
}

interface Fall {
  readonly id: string;
  readonly label: string;
  readonly eastM: number;
  readonly northM: number;
  readonly fallsS: number;
}

/** From the south-east, seen at 36 seconds. */
function rocket(second: number, fall: Fall): PictureTrack | null {
  const { fallsS } = fall;
  if (second < 36 || second >= fallsS) return null;
  const place = (s: number) => {
    const left = fallsS - s;
    return at(fall.eastM + 150 * left, fall.northM - 145 * left);
  };
  const left = fallsS - second;
  const spreadM = 60 + left * 26;
  return {
    ...base,
    id: fall.id,
    label: fall.label,
    status: second < 38 ? "tentative" : "confirmed",
    place: place(second),
    heightM: left * (120 - left),
    speedMps: 262,
    courseDeg: 314,
    climbMps: left > 28 ? 30 : -110,
    class: "rocket",
    lastSensedUs: secondUs(second),
    trail: trailOf(place, second, second - 36),
    impact: {
      place: at(fall.eastM, fall.northM),
      ellipse: { majorM: spreadM * 1.7, minorM: spreadM * 0.6, bearingDeg: 314 },
      fromUs: secondUs(fallsS - 2),
      toUs: secondUs(fallsS + 3),
      weight: 0.97,
    },
    threatens: fall.id === "t2" && second >= 43 ? ["hospital", "school"] : [],
  };
}

function drone(second: number): PictureTrack | null {
  if (second < 58) return null;
  const place = (s: number) => at(-5_200 + 21 * (s - 58), 3_300 - 11 * (s - 58));
  return {
    ...base,
    id: "t4",
    label: "T4",
    status: second > 100 ? "coasting" : "confirmed",
    place: place(second),
    heightM: 140,
    speedMps: 24,
    courseDeg: 118,
    class: "unknown",
    classProbability: 0.52,
    lastSensedUs: secondUs(Math.min(second, 100)),
    trail: trailOf(place, second, second - 58),
  };
}

function bird(second: number): PictureTrack {
  const place = (s: number) => at(1_900 + 60 * Math.cos(s / 9), 1_200 + 60 * Math.sin(s / 9));
  return {
    ...base,
    id: "t5",
    label: "T5",
    status: "tentative",
    place: place(second),
    heightM: 60,
    speedMps: 9,
    courseDeg: (second * 6) % 360,
    class: "bird",
    classProbability: 0.71,
    lastSensedUs: secondUs(second),
    trail: trailOf(place, second, 20),
  };
}

function trailOf(
  place: (second: number) => PictureTrack["place"],
  second: number,
  seconds: number,
): PictureTrack["place"][] {
  const length = Math.min(40, Math.max(0, seconds));
  return Array.from({ length }, (_, i) => place(second - length + i));
}

function decisions(second: number): PictureDecision[] {
  const all: [atS: number, decision: Omit<PictureDecision, "timeUs">][] = [
    [40, decision(11, ["t3", "T3"], "hospital", "PREDICTED_MISS", 0.0006)],
    [43, decision(12, ["t2", "T2"], "hospital", "THREAT", 0.61)],
    [48, decision(13, ["t2", "T2"], "school", "THREAT", 0.06)],
    [52, decision(14, ["t2", "T2"], "yard", "NOT_A_PROTECTED_AREA", 0.02)],
    [62, decision(15, ["t1", "T1"], "hospital", "OVERFLIGHT", 0)],
    [70, decision(16, ["t4", "T4"], "school", "TOO_FAR_OFF", 0.2)],
  ];
  return all
    .filter(([atS]) => atS <= second)
    .map(([atS, made]) => ({ ...made, timeUs: secondUs(atS) }))
    .reverse();
}

const WARNED_STAGE: Readonly<Record<string, PictureDecision["stage"]>> = { hospital: "take-cover" };

const TEXTS: Readonly<Record<string, string>> = {
  PREDICTED_MISS: "Projected to come down 2.1 km outside the edge of Harbour hospital.",
  THREAT: "Projected to come down in the area: its people are warned.",
  NOT_A_PROTECTED_AREA: "Nobody has asked this site to warn the people of the container yard.",
  OVERFLIGHT: "Passes over at 6.2 km and does not descend.",
  TOO_FAR_OFF: "Would arrive in 4 minutes at the earliest: watched.",
};

function decision(
  number: number,
  [trackId, trackLabel]: readonly [string, string],
  areaId: string,
  reason: PictureDecision["reasons"][number],
  probability: number,
): Omit<PictureDecision, "timeUs"> {
  const warned = reason === "THREAT";
  return {
    number,
    trackId,
    trackLabel,
    areaId,
    stage: warned ? (WARNED_STAGE[areaId] ?? "pre-alert") : "none",
    reasons: [reason],
    probability,
    threshold: 0.05,
    missDistanceM: 0,
    final: false,
    text: TEXTS[reason] ?? reason,
  };
}

function warnings(second: number): PictureWarning[] {
  const receipts = [
    { channelId: "siren-south", outcome: "delivered", detail: "after 0.4 s" },
    second < 75
      ? { channelId: "siren-north", outcome: "sent", detail: "no answer yet" }
      : { channelId: "siren-north", outcome: "failed", detail: "no answer within 5 s" },
    { channelId: "phones", outcome: "delivered", detail: "1,102 of 1,240" },
  ];
  const all: PictureWarning[] = [
    {
      timeUs: secondUs(43),
      areaId: "hospital",
      stage: "take-cover",
      action: "start",
      episode: 1,
      version: 1,
      headline: "Take cover now. Rocket, about 25 seconds.",
      instruction:
        "Go to the nearest inner room without windows. Lie down. Wait for the all-clear.",
      receipts,
    },
    {
      timeUs: secondUs(48),
      areaId: "school",
      stage: "pre-alert",
      action: "start",
      episode: 1,
      version: 1,
      headline: "Be ready to take cover.",
      instruction: "Stay near a shelter and listen.",
      receipts: receipts.slice(2),
    },
    {
      timeUs: secondUs(120),
      areaId: "hospital",
      stage: "all-clear",
      action: "end",
      episode: 1,
      version: 4,
      headline: "All clear.",
      instruction: "You may leave the shelter. Touch nothing that fell from the sky.",
      receipts: receipts.slice(0, 1),
    },
  ];
  return all.filter(({ timeUs }) => timeUs <= secondUs(second)).reverse();
}
