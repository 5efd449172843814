import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import type { ApproachModel } from "../coverage/protection-parameters.ts";
import { WATCHING_KINDS } from "../coverage/protection-parameters.ts";
import type { ObjectClass } from "../tracking/track.ts";
import { PLANNED_KINDS, type PlannedKind } from "./planned-kind.ts";

/** A way of coming that warning time is asked for: a kind of threat at one height and speed. */
export interface PlannedThreat extends ApproachModel {
  readonly plannedKind: PlannedKind;
}

interface KindOfThreat {
  readonly objectClass: ObjectClass;
  readonly path: ApproachModel["path"];
  /** Heights of level flight, or apexes of arcs, m. */
  readonly heightsM: readonly number[];
  readonly speedsMps: readonly number[];
  readonly reachM: number;
}

/**
 * What is asked about unless a planner says otherwise. One-way attack drones cruise at 40 to 55 m/s and some dive faster; cruise
 * missiles fly just under the speed of sound; an artillery rocket of 12 km range climbs to about 4 km, a mortar bomb of 5 km
 * range to about 2 km. Arcs are flown without drag: drag only makes them last longer.
 */
const STANDARD: Readonly<Record<PlannedKind, KindOfThreat>> = {
  drone: {
    objectClass: "fixed-wing-drone",
    path: "level",
    heightsM: [20, 50, 100, 300, 1_000],
    speedsMps: [40, 55],
    reachM: 60_000,
  },
  multirotor: {
    objectClass: "multirotor",
    path: "level",
    heightsM: [20, 50, 100, 300],
    speedsMps: [15],
    reachM: 20_000,
  },
  missile: {
    objectClass: "missile",
    path: "level",
    heightsM: [50, 100, 300],
    speedsMps: [240],
    reachM: 60_000,
  },
  rocket: {
    objectClass: "rocket",
    path: "arc",
    heightsM: [4_000],
    speedsMps: [speedOfArc(12_000, 4_000)],
    reachM: 12_000,
  },
  mortar: {
    objectClass: "mortar",
    path: "arc",
    heightsM: [2_000],
    speedsMps: [speedOfArc(5_000, 2_000)],
    reachM: 5_000,
  },
};

/** What a planner may narrow or replace; what is left out is asked as {@link plannedThreats} has it. */
export interface ThreatChoice {
  readonly kinds?: readonly PlannedKind[] | undefined;
  /** Of level flight, m; arcs keep theirs. */
  readonly heightsM?: readonly number[] | undefined;
  /** Of level flight, m/s; arcs keep theirs. */
  readonly speedsMps?: readonly number[] | undefined;
  /** Whether people at observer posts count as watching; an alarm of theirs alone is a pre-alert at most. */
  readonly observersCount?: boolean | undefined;
}

/** Every kind, height and speed of the choice, each as one way of coming. */
export function plannedThreats(choice: ThreatChoice = {}): readonly PlannedThreat[] {
  const kinds = choice.kinds ?? PLANNED_KINDS;
  const observers = choice.observersCount === true ? (["observer"] as const) : [];
  return kinds.flatMap((plannedKind) => {
    const { path, objectClass, reachM, ...standard } = STANDARD[plannedKind];
    const level = path === "level";
    const heightsM = (level ? choice.heightsM : undefined) ?? standard.heightsM;
    const speedsMps = (level ? choice.speedsMps : undefined) ?? standard.speedsMps;
    const sensorKinds = level ? [...WATCHING_KINDS, ...observers] : (["radar", "tracker"] as const);
    return heightsM.flatMap((heightM) =>
      speedsMps.map((speedMps) => ({
        kind: `${plannedKind} ${heightM} m ${Math.round(speedMps)} m/s`,
        plannedKind,
        objectClass,
        path,
        heightM,
        speedMps,
        reachM,
        sensorKinds,
      })),
    );
  });
}

/** Over the ground, m/s, of a shot of range L that climbs to h without drag: L/(2·√(2h/g)). */
function speedOfArc(rangeM: number, apexM: number): number {
  return rangeM / (2 * Math.sqrt((2 * apexM) / STANDARD_GRAVITY_MPS2));
}
