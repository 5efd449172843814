import {
  type Area,
  distanceToRings,
  type EngineEffect,
  MICROS_PER_SECOND,
  secondsBetween,
} from "@tocsin/core";
import type { Simulation } from "../simulate.ts";
import type { TruthObject } from "../truth/truth-object.ts";
import { type Alarm, AlarmBook } from "./alarm-book.ts";
import { dangersOf } from "./danger.ts";
import type { FalseAlarm, ObjectScore, Scorecard, ThreatScore } from "./scorecard.ts";
import { TrackBook } from "./track-book.ts";

/** An alarm that begins this soon after its reason is gone is late, and not false. */
const AFTERMATH_US = 5 * MICROS_PER_SECOND;

/** Takes in what an engine put out during a run of {@link Simulation}, and holds it against the truth. */
export interface Scorer {
  add(effect: EngineEffect): void;
  /** The score of what was added so far; best asked for at the end. */
  result(): Scorecard;
}

type Scored = Pick<Simulation, "truth" | "site" | "originOf">;

export function createScorer(simulation: Scored): Scorer {
  const alarms = new AlarmBook();
  const tracks = new TrackBook(simulation.originOf);
  return {
    add: (effect) => {
      if (effect.type === "warning") alarms.add(effect.warning);
      if (effect.type === "track") tracks.add(effect.track);
    },
    result: () => score(simulation, alarms, tracks),
  };
}

function score({ truth, site }: Scored, alarms: AlarmBook, tracks: TrackBook): Scorecard {
  const objects = truth.objects.map((object) => scoreObject(object, tracks));
  const threats = truth.objects.flatMap((object) =>
    object.harmless
      ? []
      : site.areas
          .filter((area) => object.impact?.areaIds.includes(area.id))
          .map((area) => scoreThreat(object, area, alarms, tracks)),
  );
  const falseAlarms = site.areas.flatMap((area) => {
    const dangers = dangersOf(area, truth.objects, site);
    const isTrue = (alarm: Alarm): boolean => {
      const beganUs = alarm.takeCoverUs ?? alarm.fromUs;
      return dangers.some(
        (danger) => danger.fromUs <= beganUs && beganUs <= danger.toUs + AFTERMATH_US,
      );
    };
    return alarms
      .all()
      .filter((alarm) => alarm.areaId === area.id && !isTrue(alarm))
      .map((alarm) => falseAlarm(alarm, area, truth.objects));
  });
  const covers = falseAlarms.filter((alarm) => alarm.stage === "take-cover");
  const phantoms = truth.objects.filter((object) => object.phantom);
  const ofPhantoms = phantoms.flatMap((object) => tracks.tracksOf(object.id));
  return {
    objects,
    threats,
    falseAlarms,
    totals: {
      warned: threats.filter((threat) => threat.outcome === "warned").length,
      missed: threats.filter((t) => t.outcome === "missed" || t.outcome === "pre-alert").length,
      warnedInTime: threats.filter((threat) => threat.inTime).length,
      falseTakeCovers: covers.length,
      falsePreAlerts: falseAlarms.length - covers.length,
      peopleNeedlesslyWarned: covers.reduce((sum, alarm) => sum + alarm.people, 0),
      falseTracks: tracks.tracksOf(null).length + ofPhantoms.length,
      brokenObjects: objects.filter((object) => object.tracks.length > 1).length,
    },
  };
}

function scoreObject(object: TruthObject, tracks: TrackBook): ObjectScore {
  const own = tracks.tracksOf(object.id);
  const areaIds = object.impact?.areaIds ?? [];
  const landed = areaIds.length > 0 ? "hit" : "outside";
  return {
    objectId: object.id,
    class: object.class,
    phantom: object.phantom,
    end: object.end,
    interceptedBy: object.interceptedBy,
    outcome: object.end === "impact" ? landed : object.end,
    areaIds,
    tracks: own.map((track) => track.trackId),
    firstConfirmedUs: own[0]?.confirmedUs ?? null,
  };
}

function scoreThreat(
  object: TruthObject,
  area: Area,
  alarms: AlarmBook,
  tracks: TrackBook,
): ThreatScore {
  const impactUs = object.impact?.timeUs ?? object.endUs;
  const alarm = alarms.inForce(area.id, Math.min(object.endUs, impactUs));
  const takeCoverUs = alarm?.takeCoverUs ?? null;
  const told = takeCoverUs !== null && takeCoverUs <= Math.min(object.endUs, impactUs);
  const leadS = told ? secondsBetween(takeCoverUs, impactUs) : null;
  const outcome =
    area.protection === "none"
      ? "not-protected"
      : told
        ? "warned"
        : alarm === undefined
          ? "missed"
          : "pre-alert";
  return {
    objectId: object.id,
    areaId: area.id,
    outcome,
    leadS,
    inTime: leadS !== null && leadS >= area.shelterS,
    named: tracks.tracksOf(object.id).some(({ trackId }) => alarm?.threats.has(trackId)),
  };
}

function falseAlarm(alarm: Alarm, area: Area, objects: readonly TruthObject[]): FalseAlarm {
  const distances = objects.flatMap(({ impact, harmless }) =>
    impact !== null &&
    impact.happened &&
    !harmless &&
    impact.timeUs >= alarm.fromUs &&
    impact.timeUs <= alarm.toUs
      ? [distanceToRings(area.rings, impact.eastM, impact.northM)]
      : [],
  );
  return {
    areaId: area.id,
    episode: alarm.episode,
    stage: alarm.takeCoverUs === null ? "pre-alert" : "take-cover",
    fromUs: alarm.fromUs,
    toUs: alarm.toUs,
    people: area.people,
    nearestImpactM: distances.length === 0 ? null : Math.min(...distances),
  };
}
