import { createHash } from "node:crypto";
import {
  countedRows,
  createEngine,
  type EngineEvent,
  type TimeUs,
  type Warning,
  warningKey,
} from "@tocsin/core";
import { lossyTransport, stream } from "@tocsin/sim";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { decodeRecord } from "../../src/pipeline/encode-record.ts";
import { WARNING_DISK_WAIT_MS } from "../../src/pipeline/pipeline.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { NO_FAULTS } from "./draw-faults.ts";
import type { Sent } from "./lossy-channel.ts";
import type { FaultRun } from "./simulate-faults.ts";

/** What is wrong with a run, in words; empty when it kept its promise. */
export type Violations = readonly string[];

/** A channel that has not answered within this long is reported as failed: docs/… supervision, 20 s. */
const SUPERVISION_US = 20_000_000;
/** A fault is shown within this long. */
const FAULT_SHOWN_US = 2_000_000;
/** Of this much the undisturbed run has to have been sure: twice what orders cover at first, and more. */
const SURE_PROBABILITY = 0.35;
/** After a restart, what is still owed leaves within this long. */
const SENT_AGAIN_US = 1_000_000;
/** A warning may come so much later than the oracle's, beyond what the faults delayed the looks it follows from. */
const GRACE_S = 5;
/** Where single looks are lost, a probability near its threshold takes some more of them. */
const LOST_LOOKS_GRACE_S = 10;

const nameOf = (w: Warning): string => `${warningKey(w)} v${w.version} ${w.stage}/${w.action}`;
const atS = (run: FaultRun, timeUs: TimeUs): string =>
  `${((timeUs - run.startUs) / 1e6).toFixed(3)} s`;

/** Warnings of the journal as it is found at the end, in order. */
function recordedWarnings(run: FaultRun): readonly Warning[] {
  const warnings: Warning[] = [];
  for (const { type, payload } of readJournal(run.disk)) {
    if (type !== RECORD_TYPES.warning) continue;
    const decoded = decodeRecord(type, payload);
    if (decoded.kind === "effect" && decoded.effect.type === "warning")
      warnings.push(decoded.effect.warning);
  }
  return warnings;
}

/** No warning that left as recorded is missing afterwards, and no record that was called durable. */
export function recordedSurvives(run: FaultRun): Violations {
  const found = new Set(recordedWarnings(run).map((warning) => JSON.stringify(warning)));
  const lost = run.log.sent
    .filter(({ recorded, warning }) => recorded && !found.has(JSON.stringify(warning)))
    .map(({ warning }) => `left as recorded and is in no journal: ${nameOf(warning)}`);
  run.lives.forEach((life, index) => {
    const next = run.lives[index + 1];
    if (next !== undefined && next.lastSequence < life.durableSequence)
      lost.push(`record ${life.durableSequence} was durable, found only ${next.lastSequence}`);
  });
  return lost;
}

/** The chain verifies over all restarts; nothing is set aside; what a crash tore is found and cut. */
export function journalVerifies(run: FaultRun): Violations {
  const { ok, chainOk, gaps, quarantined, firstBad, tornTail } = verifyJournal(run.disk);
  const wrong: string[] = [];
  if (!ok || !chainOk) wrong.push(`does not verify: ${JSON.stringify(firstBad)}`);
  if (gaps.length > 0) wrong.push(`has gaps: ${JSON.stringify(gaps)}`);
  if (quarantined.length > 0) wrong.push(`segments set aside: ${quarantined.join(", ")}`);
  if (tornTail !== null && run.lives.at(-1)?.end === "stop")
    wrong.push("has a torn tail though it was closed");
  return wrong;
}

/** The same decisions and warnings again, from the journal alone, over all restarts. */
export function replayIsIdentical(run: FaultRun): Violations {
  const report = replayJournal(run.disk);
  const wrong: string[] = [];
  if (!report.identical || report.firstDifference !== null)
    wrong.push(`the replay differs first at record ${report.firstDifference ?? "unknown"}`);
  if (report.unfinished > 0 && run.lives.at(-1)?.end === "stop")
    wrong.push(`${report.unfinished} effects of the last event are not recorded`);
  return wrong;
}

/**
 * Nobody is warned twice as new: an episode begins once, with version 1, and no channel is taken back to an earlier
 * message. What left unrecorded and then died with its process is excused: the post that comes after cannot know of
 * it, and says the same state again under the same name.
 */
export function nothingIsNewTwice(run: FaultRun): Violations {
  const wrong: string[] = [];
  const last = new Map<string, Sent>();
  for (const sent of run.log.sent) {
    const { channelId, warning } = sent;
    if (warning.action === "start" && warning.version !== 1)
      wrong.push(`${nameOf(warning)} begins an episode on ${channelId} that had begun`);
    const place = `${channelId} ${warning.areaId}`;
    const previous = last.get(place);
    if (previous !== undefined && isBefore(warning, previous.warning) && !forgotten(run, previous))
      wrong.push(`${nameOf(warning)} on ${channelId} after ${nameOf(previous.warning)}`);
    last.set(place, sent);
  }
  const places = new Map<string, Warning>();
  for (const warning of recordedWarnings(run)) {
    const before = places.get(warning.areaId);
    if (before !== undefined && !isBefore(before, warning))
      wrong.push(`recorded ${nameOf(warning)} after ${nameOf(before)}`);
    places.set(warning.areaId, warning);
  }
  return wrong;
}

/** It left unrecorded, and is in no journal. */
function forgotten(run: FaultRun, { recorded, warning }: Sent): boolean {
  if (recorded) return false;
  const content = JSON.stringify(warning);
  return recordedWarnings(run).every((found) => JSON.stringify(found) !== content);
}

const isBefore = (a: Warning, b: Warning): boolean =>
  a.episode < b.episode || (a.episode === b.episode && a.version < b.version);

/**
 * Each area that the undisturbed run puts under cover is put under cover, on every channel. Where looks were lost or
 * late this is asked for areas that something truly comes down in, and of which the undisturbed run was sure: what
 * passes, or stays near its threshold, hangs on single looks.
 */
export function coverIsOrdered(run: FaultRun, oracle: FaultRun): Violations {
  const wrong: string[] = [];
  const hit = new Set<string>(
    run.simulation.truth.objects.flatMap(({ impact }) =>
      impact === null || !impact.happened ? [] : impact.areaIds,
    ),
  );
  const ours = firstCover(run);
  for (const [key, { areaId, timeUs: oracleUs, probability }] of firstCover(oracle)) {
    if (looksWereLost(run) && (!hit.has(areaId) || probability < SURE_PROBABILITY)) continue;
    const ourUs = ours.get(key)?.timeUs;
    const latestUs = oracleUs + allowedDelayUs(run, oracleUs);
    if (ourUs === undefined) wrong.push(`${key} was never put under cover`);
    else if (ourUs > latestUs)
      wrong.push(
        `${key} under cover at ${atS(run, ourUs)}, the oracle at ${atS(run, oracleUs)}, allowed ${atS(run, latestUs)}`,
      );
  }
  return wrong;
}

interface Cover {
  readonly areaId: string;
  readonly timeUs: TimeUs;
  /** The greatest that was said. */
  readonly probability: number;
}

/** When each channel was first given "take cover" for each area. */
function firstCover(run: FaultRun): ReadonlyMap<string, Cover> {
  const first = new Map<string, Cover>();
  for (const { channelId, timeUs, warning } of run.log.sent) {
    const key = `${warning.areaId} on ${channelId}`;
    if (warning.stage !== "take-cover") continue;
    const before = first.get(key) ?? { areaId: warning.areaId, timeUs, probability: 0 };
    const probability = Math.max(before.probability, warning.probability ?? 0);
    first.set(key, { ...before, probability });
  }
  return first;
}

const looksWereLost = (run: FaultRun): boolean =>
  run.plan.transport !== NO_FAULTS.transport || run.lives.length > 1;

/** What the faults of the plan can hold up a warning by: the way, and the time in which nothing was taken in or seen. */
function allowedDelayUs(run: FaultRun, oracleUs: TimeUs): number {
  const { transport } = run.plan;
  const graceS = looksWereLost(run) ? LOST_LOOKS_GRACE_S : GRACE_S;
  let delayUs = (transport.delayS + transport.jitterS + graceS) * 1e6;
  const deaf: (readonly [TimeUs, TimeUs])[] = transport.cuts.map(({ fromS, toS }) => [
    run.startUs + fromS * 1e6,
    run.startUs + toS * 1e6,
  ]);
  run.lives.forEach((life, index) => {
    const next = run.lives[index + 1];
    if (next !== undefined) deaf.push([life.endedUs, next.startedUs]);
  });
  if (looksWereLost(run)) deaf.push(...blindTimes(run));
  for (const [fromUs, toUs] of deaf.sort((a, b) => a[0] - b[0]))
    if (fromUs <= oracleUs + delayUs && toUs > fromUs) delayUs += toUs - fromUs + GRACE_S * 1e6;
  return delayUs;
}

/** When a post of one sensor saw nothing: a look lost just before has no other after it until then. */
const blindTimes = (run: FaultRun): readonly (readonly [TimeUs, TimeUs])[] =>
  run.simulation.site.sensors.length > 1
    ? []
    : run.simulation.scenario.definition.events.flatMap((event) =>
        event.kind === "sensor-outage"
          ? [
              [
                run.startUs + event.from_s * 1e6,
                run.startUs + (event.to_s ?? event.from_s) * 1e6,
              ] as const,
            ]
          : [],
      );

/** A message that a channel did not bring is reported as failed in time, unless the process died before that. */
export function noSilentLoss(run: FaultRun): Violations {
  const wrong: string[] = [];
  for (const sent of run.log.sent) {
    const dueUs = sent.timeUs + SUPERVISION_US;
    const answered = run.receipts.some(
      (receipt) =>
        receipt.channelId === sent.channelId &&
        receipt.warningKey === warningKey(sent.warning) &&
        receipt.version === sent.warning.version &&
        receipt.receivedUs >= sent.timeUs &&
        receipt.receivedUs <= dueUs,
    );
    if (answered || diedBetween(run, sent.timeUs, dueUs)) continue;
    wrong.push(
      `no receipt for ${nameOf(sent.warning)} on ${sent.channelId} of ${atS(run, sent.timeUs)}`,
    );
  }
  return [...wrong, ...owedAfterRestart(run)];
}

const diedBetween = (run: FaultRun, fromUs: TimeUs, toUs: TimeUs): boolean =>
  run.lives.some(({ end, endedUs }) => end === "crash" && endedUs >= fromUs && endedUs <= toUs);

/** After a restart every unexpired latest message that a channel had not answered is sent to it again. */
function owedAfterRestart(run: FaultRun): Violations {
  const wrong: string[] = [];
  for (const life of run.lives) {
    for (const { warning, answered } of life.recovered.deliveries) {
      if (warning.expiresUs <= life.startedUs) continue;
      for (const channelId of Object.keys(run.plan.channels)) {
        if (answered.includes(channelId)) continue;
        const again = run.log.sent.some(
          (sent) =>
            sent.channelId === channelId &&
            sent.timeUs >= life.startedUs &&
            sent.timeUs <= life.startedUs + SENT_AGAIN_US &&
            sent.warning.areaId === warning.areaId &&
            !isBefore(sent.warning, warning),
        );
        if (!again && !diedBetween(run, life.startedUs, life.startedUs + SENT_AGAIN_US))
          wrong.push(`${nameOf(warning)} is still owed to ${channelId} after a restart`);
      }
    }
  }
  return wrong;
}

/** No disk keeps a warning for longer than it may, and one that left unrecorded is shown as a fault. */
export function diskDelaysNothing(run: FaultRun): Violations {
  const wrong: string[] = [];
  for (const sent of run.log.sent) {
    if (sent.afterUs > WARNING_DISK_WAIT_MS * 1000)
      wrong.push(`${nameOf(sent.warning)} waited ${sent.afterUs / 1000} ms`);
    if (!sent.recorded && !isShown(run, sent))
      wrong.push(`${nameOf(sent.warning)} left unrecorded, unsaid`);
  }
  return wrong;
}

const isShown = (run: FaultRun, sent: Sent): boolean =>
  diedBetween(run, sent.timeUs, sent.timeUs + FAULT_SHOWN_US) ||
  run.faults.some(
    ({ code, subject, timeUs }) =>
      code === "WARNING_UNRECORDED" &&
      subject === sent.warning.areaId &&
      timeUs >= sent.timeUs &&
      timeUs <= sent.timeUs + FAULT_SHOWN_US,
  );

/** Looks that overtake each other within the lag leave the tracks as they would be in order, bit for bit. */
export function orderWithinLagIsNothing(run: FaultRun): Violations {
  const { site } = run.simulation;
  const lagS = site.policy.lateLookLagS;
  const events = [...run.simulation.events()];
  const late = lossyTransport(
    events,
    { loss: 0, duplicate: 0.1, delayS: 0, jitterS: lagS * 0.8, held: 0, heldS: 0, cuts: [] },
    stream(run.seed, "late looks"),
  );
  const untilUs = run.simulation.endUs + 2 * lagS * 1e6;
  const [inOrder, shuffled] = [trackingState(events, untilUs), trackingState(late, untilUs)];
  return inOrder === shuffled ? [] : ["the tracks differ from those of looks in order"];
}

/** SHA-256 over every track as it stands when the last look is beyond the lag. */
function trackingState(events: Iterable<EngineEvent>, untilUs: TimeUs): string {
  const engine = createEngine();
  const hash = createHash("sha256");
  for (const event of events) engine.step(event);
  engine.step({ type: "tick", receivedUs: untilUs });
  for (const { history, ...track } of engine.tracks()) {
    hash.update(plain(track));
    // What lies past the rows that count is room, and no part of the track.
    if (history !== null && history !== undefined)
      hash.update(plain({ ...history, rows: countedRows(history) }));
  }
  return hash.digest("hex");
}

const plain = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner instanceof Float64Array ? [...inner] : inner,
  );

/** Steps of a run of two minutes with two radars of one look a second: ticks of a second, receipts, renewals, and room. */
const STEPS_MAX = 2_000;

/** The engine has no defect, and time passes: nobody is woken again and again at one moment. */
export function engineIsSound(run: FaultRun): Violations {
  const wrong = run.faults
    .filter(({ code }) => code === "ENGINE_DEFECT")
    .map(({ detail, timeUs }) => `a defect at ${atS(run, timeUs)}: ${detail}`);
  if (run.steps > STEPS_MAX) wrong.push(`${run.steps} steps: time does not pass`);
  return wrong;
}

/** Every promise that a run is held to. */
export const INVARIANTS: readonly {
  readonly name: string;
  readonly holds: (run: FaultRun, oracle: FaultRun) => Violations;
}[] = [
  { name: "the engine is sound", holds: engineIsSound },
  { name: "recorded survives", holds: recordedSurvives },
  { name: "journal verifies", holds: journalVerifies },
  { name: "replay is identical", holds: replayIsIdentical },
  { name: "nothing is new twice", holds: nothingIsNewTwice },
  { name: "cover is ordered", holds: coverIsOrdered },
  { name: "no silent loss", holds: noSilentLoss },
  { name: "disk delays nothing", holds: diskDelaysNothing },
  { name: "order within the lag is nothing", holds: orderWithinLagIsNothing },
];
