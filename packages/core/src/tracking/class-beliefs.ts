import { BELIEFS_OF_THE_HARMLESS } from "./beliefs-of-the-harmless.ts";
import { BELIEFS_OF_THREATS } from "./beliefs-of-threats.ts";
import type { ClassBelief } from "./kind-of-flight.ts";
import type { ObjectClass } from "./track.ts";

/**
 * What each class looks like. Assumptions from published figures, stated so that they can be argued with; sigmas are wide since the borders
 * are. Birds outnumber all else about a site many times over, of which the prior takes little. Flapping flight 8–20 m/s in still air, up to 28 down the wind, and next to none on average of birds that mill about a place; a tenth chase and stoop, swifts at up to 31 m/s level (P. Henningsson and others, "How swift are swifts Apus apus?", Journal of Avian Biology 41 (2010) 94–98); small rotary-wing drones up to about 20, racing ones 40; small fixed-wing drones 15–30, those of some metres 20–45, attack drones
 * 40–60, those with jet engines 100–180; helicopters 40–80, 20–45 on approach; gliders and microlights 20–35, light aircraft 40–75; airliners 70–150 near an airport and 210–250 aloft; winged
 * missiles 200–280 at some tens of metres. Mortar bombs leave with 100–320 m/s, 107 mm rockets with 375, 122 mm ones with 690, ballistic
 * missiles with 900–2200. Cross-sections near 10 GHz: birds −30…−18, small drones −20…−5, larger ones up to 0, crewed aircraft above 0. What is no aircraft at all is clutter: false detections, rain and balloons that the wind carries, vehicles. Of the
 * unknown, the size is open by 8 dB: beyond 5 dBsm hardly anything flies that has no crew.
 */
export const CLASS_BELIEFS: Readonly<Record<ObjectClass, ClassBelief>> = {
  ...BELIEFS_OF_THREATS,
  ...BELIEFS_OF_THE_HARMLESS,
  unknown: {
    prior: 0.227,
    kinds: [
      {
        share: 0.4,
        speedMps: [30, 35],
        climbMps: [0, 8],
        heightM: [500, 1000],
        rcsDbsm: [-10, 8],
        free: 0.03,
        pushed: 0.01,
        stands: 0.15,
      },
      {
        share: 0.4,
        speedMps: [170, 110],
        climbMps: [0, 35],
        heightM: [2500, 3500],
        rcsDbsm: [-8, 8],
        free: 0.15,
        pushed: 0.03,
        stands: 0.01,
      },
      {
        share: 0.2,
        speedMps: [700, 500],
        climbMps: [0, 300],
        heightM: [9000, 10_000],
        rcsDbsm: [-5, 15],
        free: 0.5,
        pushed: 0.1,
        stands: 0.005,
      },
    ],
  },
};
