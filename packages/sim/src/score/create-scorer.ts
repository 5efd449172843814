import {
  AlarmBook,
  type AlarmVerdict,
  type Area,
  distanceToRings,
  type EngineEffect,
  hits,
  judgeAlarm,
  judgeThreat,
  type Outcome,
} from "@tocsin/core";
import type { Simulation } from "../simulate.ts";
import type { TruthObject } from "../truth/truth-object.ts";
import { outcomesOfTruth } from "./outcomes-of-truth.ts";
import type { FalseAlarm, ObjectScore, Scorecard, ThreatScore } from "./scorecard.ts";
import { TrackBook } from "./track-book.ts";

/** Takes in what an engine put out during a run of {@link Simulation}, and holds it against the truth. */
export interface Scorer {
  add(effect: EngineEffect): void;
  /** The score of what was added so far; best asked for at the end. */
  result(): Scorecard;
  /** What really happened, with the tracks that were made of it: all that a scorecard of the run needs beside its journal. */
  outcomes(): readonly Outcome[];
}

type Scored = Pick<Simulation, "truth" | "site" | "originOf">;

export function createScorer(simulation: Scored): Scorer {
  const alarms = new AlarmBook();
  const tracks = new TrackBook(simulation.originOf);
  const outcomes = (): readonly Outcome[] =>
    outcomesOfTruth(simulation.truth.objects, simulation.site, (id) =>
      tracks.tracksOf(id).map(({ trackId }) => trackId),
    );
  return {
    add: (effect) => {
      if (effect.type === "warning") alarms.add(effect.warning);
      if (effect.type === "track") tracks.add(effect.track);
    },
    result: () => score(simulation, { alarms, tracks, outcomes: outcomes() }),
    outcomes,
  };
}

interface Known {
  readonly alarms: AlarmBook;
  readonly tracks: TrackBook;
  readonly outcomes: readonly Outcome[];
}

/** Nothing is there but what the scenario has. */
const QUIET = [
  { fromUs: Number.NEGATIVE_INFINITY, toUs: Number.POSITIVE_INFINITY, areas: null },
] as const;

function score({ truth, site }: Scored, { alarms, tracks, outcomes }: Known): Scorecard {
  const objects = truth.objects.map((object) => scoreObject(object, tracks));
  const all = Map.groupBy(alarms.all(), ({ areaId }) => areaId);
  const threats = outcomes.flatMap((outcome) =>
    site.areas
      .filter((area) => hits(outcome, area))
      .map((area) => scoreThreat(outcome, area, all.get(area.id) ?? [])),
  );
  const falseAlarms = site.areas.flatMap((area) =>
    (all.get(area.id) ?? [])
      .map((alarm) => judgeAlarm(alarm, area, { outcomes, quiet: QUIET }))
      .filter(({ verdict }) => verdict === "false")
      .map((alarm) => falseAlarm(alarm, area, truth.objects)),
  );
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
  outcome: Outcome,
  area: Area,
  alarms: Parameters<typeof judgeThreat>[2],
): ThreatScore {
  const { verdict, leadS, inTime, named } = judgeThreat(outcome, area, alarms);
  return {
    objectId: outcome.id,
    areaId: area.id,
    // Of a simulation every time is known.
    outcome: verdict === "unclear" ? "missed" : verdict,
    leadS,
    inTime,
    named: named === true,
  };
}

function falseAlarm(alarm: AlarmVerdict, area: Area, objects: readonly TruthObject[]): FalseAlarm {
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
    stage: alarm.stage,
    fromUs: alarm.fromUs,
    toUs: alarm.toUs,
    people: alarm.people,
    nearestImpactM: distances.length === 0 ? null : Math.min(...distances),
  };
}
