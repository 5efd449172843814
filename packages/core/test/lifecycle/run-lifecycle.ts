import { OperatorDesk } from "../../src/engine/operator-desk.ts";
import { circle, POLICY, siteOf } from "../../src/engine/engine.test-support.ts";
import type { CommandEvent, OperatorCommand, Second } from "../../src/engine/event.ts";
import { DIRECTIONS, type Reach } from "../../src/geodesy/reach.ts";
import { areaProblems } from "../../src/policy/area-problems.ts";
import { MODES, type SiteModel } from "../../src/policy/site-model.ts";
import { assert } from "../../src/units/assert.ts";
import { type AreaId, areaId, type TrackId, trackId } from "../../src/units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../../src/units/time.ts";
import { AreaStates } from "../../src/warning/area-states.ts";
import type { ThreatEvidence } from "../../src/warning/retraction-book.ts";
import type { Warning } from "../../src/warning/warning.ts";
import { type EndedBy, ExpectedArea, type Stage } from "./expected-area.ts";
import { type Dice, diceOf } from "./dice.ts";

/** What a campaign did; nothing of it would be there if a rule had been broken. */
export interface LifecycleFigures {
  commands: number;
  runs: number;
  messages: number;
  episodes: number;
  /** Lowering commands by one person, or by two names of one. */
  refusedAlone: number;
  refusedOtherwise: number;
  retractions: number;
  allClears: number;
  byHand: number;
  heldBack: number;
  restarts: number;
  outlinesRefused: number;
  configurations: number;
  cutMessages: number;
}

const IDS = [areaId("one"), areaId("two"), areaId("swept")];
const TRACKS = ["a", "b", "c", "d"].map(trackId);
const START_US = 1_700_000_000 * MICROS_PER_SECOND;

/** Random commands and threats against the parts of the engine that hold the state of areas, and a model beside them. */
export function runLifecycle(options: { commands: number; seed: number }): LifecycleFigures {
  const figures: LifecycleFigures = {
    commands: 0,
    runs: 0,
    messages: 0,
    episodes: 0,
    refusedAlone: 0,
    refusedOtherwise: 0,
    retractions: 0,
    allClears: 0,
    byHand: 0,
    heldBack: 0,
    restarts: 0,
    outlinesRefused: 0,
    configurations: 0,
    cutMessages: 0,
  };
  while (figures.commands < options.commands) {
    const run = new Run(diceOf(options.seed * 1_000_003 + figures.runs), figures);
    const length = Math.min(200, options.commands - figures.commands);
    for (let i = 0; i < length; i++) run.next();
    figures.commands += length;
    figures.runs++;
  }
  return figures;
}

class Run {
  readonly #dice: Dice;
  readonly #figures: LifecycleFigures;
  /** Of all areas; {@link #site} has those of the latest configuration. */
  readonly #whole: SiteModel;
  #site: SiteModel;
  readonly #model: ReadonlyMap<AreaId, ExpectedArea>;
  #states: AreaStates;
  #desk = new OperatorDesk();
  #automation = true;
  #nowUs: TimeUs = START_US;
  /** Of all objects together: each has as many as have come so far. */
  #detections = 0;

  constructor(dice: Dice, figures: LifecycleFigures) {
    this.#dice = dice;
    this.#figures = figures;
    const policy = {
      ...POLICY,
      allClearDelayS: dice.pick([0, 1, 4, 30, 60]),
      expiryMarginS: dice.pick([1, 10, 20, 23, 120]),
    };
    const areas = IDS.map((id) => ({ ...circle(id, 0, 0, 300), sweep: id === "swept" }));
    const none = { ...circle("none", 0, 0, 300), protection: "none" as const };
    this.#whole = siteOf({ mode: dice.pick(MODES), policy, areas: [...areas, none] });
    this.#site = this.#whole;
    this.#states = this.#statesOf();
    const delayUs = policy.allClearDelayS * MICROS_PER_SECOND;
    this.#model = new Map(IDS.map((id) => [id, new ExpectedArea(delayUs, id === "swept")]));
  }

  next(): void {
    const { below } = this.#dice;
    if (below(20) === 0) this.#restart();
    const kind = below(17);
    if (kind < 5) this.#threaten();
    else if (kind < 6) this.#release();
    else if (kind < 11) this.#order();
    else if (kind < 12) this.#goOn();
    else if (kind < 13) this.#outline();
    else this.#pass();
    this.#say("time");
    assert(this.#states.due(this.#nowUs).length === 0, "what was said is not said again");
    for (const area of this.#model.values()) area.settled(this.#nowUs);
    const open = [...this.#model.values()].filter(({ last }) => last !== null).length;
    assert(this.#states.open().length === open, "what runs is what is shown");
  }

  #statesOf(): AreaStates {
    const { id, mode, policy, areas } = this.#site;
    return new AreaStates({
      siteId: id,
      mode,
      policy,
      alwaysSwept: areas.flatMap((area) => (area.sweep === true ? [area.id] : [])),
      cutAreas: areas.flatMap(({ id: name, cut, rings }) =>
        cut === undefined ? [] : [[name, rings] as const],
      ),
    });
  }

  /** The site file is another one now: an area may be left out of it, back in it, cut, or cut no longer. */
  #configure(): void {
    const { below } = this.#dice;
    const areas = this.#whole.areas.flatMap((area) => {
      if (below(6) === 0) return [];
      return [below(2) === 0 ? area : { ...area, cut: { minPartM: 50 } }];
    });
    this.#site = { ...this.#whole, areas };
    for (const [id, area] of this.#model) {
      area.isSwept = this.#isKnown(id) && id === "swept";
      if (!this.#isKnown(id)) area.leftOut();
    }
    this.#figures.configurations++;
  }
  #isKnown(id: AreaId): boolean {
    return this.#site.areas.some((area) => area.id === id);
  }

  #restart(): void {
    const isOther = this.#dice.below(3) === 0;
    if (isOther) this.#configure();
    const next = this.#statesOf();
    next.restore(JSON.parse(JSON.stringify(this.#states.snapshot())));
    if (isOther) next.outlinesChanged(new Set(this.#site.areas.map(({ id }) => id)));
    const desk = new OperatorDesk();
    desk.restore(JSON.parse(JSON.stringify(this.#desk.snapshot())));
    next.setAutomation(desk.automation);
    this.#states = next;
    this.#desk = desk;
    this.#figures.restarts++;
  }

  #threaten(): void {
    const { below, pick } = this.#dice;
    const [id, track, stage] = [pick(IDS), pick(TRACKS), pick<Stage>(["pre-alert", "take-cover"])];
    const area = this.#areaOf(id);
    if (!this.#isKnown(id)) return;
    const evidence: ThreatEvidence = {
      stage,
      rule: pick(["reach-probability", "impact-probability"]),
      sources: [pick(["radar", "microphone"])],
      detections: (this.#detections += below(2)),
    };
    if (this.#states.isRetracted(id, track, evidence, this.#nowUs)) {
      assert(area.retracted.has(track), "only what was taken back is held back");
      const goesOn = evidence.detections >= (area.over.get(track) ?? Infinity) + 2;
      assert(!goesOn, "what is detected on its way after an all-clear is held back no longer");
      this.#states.release(id, track, this.#nowUs);
      area.release(track, this.#nowUs);
      return;
    }
    const fromUs = this.#nowUs + (below(96) - 5) * MICROS_PER_SECOND;
    const toUs = fromUs + below(41) * MICROS_PER_SECOND;
    const isHeldBack = area.isHeldBack(this.#automation, this.#nowUs);
    if (isHeldBack) this.#figures.heldBack++;
    this.#states.threaten(
      id,
      {
        trackId: track,
        evidence,
        arrivalFromUs: fromUs,
        arrivalToUs: toUs,
        probability: 0.4,
        decision: 7,
        reach: below(4) === 0 ? null : this.#reach(),
      },
      this.#nowUs,
    );
    area.over.delete(track);
    const { detections } = evidence;
    area.threaten(track, { stage, toUs, nowUs: this.#nowUs, isHeldBack, detections });
  }

  /** Some hundred metres around a place in the areas. */
  #reach(): Reach {
    const { below } = this.#dice;
    const [e, n, r] = [below(400) - 200, below(400) - 200, 20 + below(150)];
    return DIRECTIONS.map((d) => d[0] * e + d[1] * n + r);
  }

  #release(): void {
    const { pick } = this.#dice;
    const [id, track] = [pick(IDS), pick(TRACKS)];
    this.#states.release(id, track, this.#nowUs);
    this.#areaOf(id).release(track, this.#nowUs);
  }

  #goOn(): void {
    const [before, after] = [this.#dice.pick(TRACKS), this.#dice.pick(TRACKS)];
    if (before === after) return;
    this.#states.goOnAs(before, after);
    for (const area of this.#model.values()) area.goOnAs(before, after);
  }

  /** A random outline, sound or absurd: only circles that a site can hold are taken. */
  #outline(): void {
    const { below, pick } = this.#dice;
    const [e, n, r] = [below(80_000), below(80_000), 10 ** (1 + below(5))];
    const shapes = {
      none: [],
      empty: [[]],
      line: [[e, n, e + r, n]],
      crossing: [[e, n, e + r, n + r, e + r, n, e, n + r]],
      square: [[e, n, e + r, n, e + r, n + r, e, n + r]],
    };
    const name = pick(["none", "empty", "line", "crossing", "square"] as const);
    const isRefused = areaProblems(shapes[name]).length > 0;
    const isFar = Math.hypot(e + r, n + r) > 50_000 || r * r > 2e9;
    assert(isRefused === (name !== "square" || isFar), "an absurd outline is refused, no other");
    if (isRefused) this.#figures.outlinesRefused++;
  }

  #pass(): void {
    const { below } = this.#dice;
    const untilUs =
      this.#nowUs + below(below(4) === 0 ? 1_000 : below(2) === 0 ? 80 : 7) * MICROS_PER_SECOND;
    for (;;) {
      const dueUs = this.#states.nextDueUs();
      if (dueUs === null || dueUs > untilUs) break;
      assert(dueUs > this.#nowUs, "what is asked for lies ahead");
      this.#nowUs = dueUs;
      this.#say("time");
    }
    this.#nowUs = untilUs;
  }

  #say(endedBy: EndedBy): void {
    for (const area of this.#model.values()) area.pass(this.#automation, this.#nowUs);
    this.#desk.settle(this.#nowUs);
    for (const warning of this.#states.due(this.#nowUs)) this.#hear(warning, endedBy);
  }

  #hear(warning: Warning, endedBy: EndedBy): void {
    this.#areaOf(warning.areaId).hear(warning, this.#site.mode, endedBy);
    this.#figures.messages++;
    if (warning.action === "start") this.#figures.episodes++;
    if (warning.byHand === true) this.#figures.byHand++;
    if (warning.part !== undefined) this.#figures.cutMessages++;
    if (warning.stage === "retraction") this.#figures.retractions++;
    if (warning.stage === "all-clear") this.#figures.allClears++;
  }

  #order(): void {
    const { below, pick } = this.#dice;
    const command = this.#command();
    const by = pick(["anna", "boris"]);
    const others: readonly (Second | null)[] = [
      null,
      { by: ` ${by.toUpperCase()} `, how: "person" },
      { by: "", how: "remote-supervisor" },
      { by: "clara", how: pick(["person", "remote-supervisor", "countdown"]) },
    ];
    const seconded = below(2) === 0 ? others[3] : pick(others);
    const event: CommandEvent = {
      type: "command",
      receivedUs: this.#nowUs,
      command,
      by,
      reason: "",
      seconded,
    };
    const before = JSON.stringify([this.#states.snapshot(), this.#desk.snapshot()]);
    const outcome = this.#desk.take(
      event,
      { site: this.#site, areaStates: this.#states },
      this.#nowUs,
    );
    const lowers = LOWERS.has(command.kind) || isLowering(command);
    const isAlone = lowers && seconded?.by !== "clara";
    if (!outcome.done) {
      const after = JSON.stringify([this.#states.snapshot(), this.#desk.snapshot()]);
      assert(after === before, "what is refused changes nothing");
      if (isAlone) this.#figures.refusedAlone++;
      else this.#figures.refusedOtherwise++;
    }
    assert(!isAlone || !outcome.done, "nobody lowers protection alone");
    if (!isAlone) this.#expect(command, outcome.done);
    if (outcome.done && outcome.warning !== null) this.#hear(outcome.warning, "people");
  }

  #command(): OperatorCommand {
    const { below, pick } = this.#dice;
    const id = pick([...IDS, areaId("none"), areaId("moon")]);
    const untilUs = this.#nowUs + (below(1_000) - 20) * MICROS_PER_SECOND;
    const kinds: readonly OperatorCommand[] = [
      { kind: "automation", on: below(3) > 0 },
      { kind: "retract", areaId: id },
      { kind: "retract", areaId: id, threats: [pick(TRACKS), pick(TRACKS)] },
      { kind: "raise", areaId: id, stage: pick<Stage>(["pre-alert", "take-cover"]), untilUs },
      { kind: "all-clear", areaId: id },
      { kind: "inhibit", areaId: id, untilUs },
      { kind: "lift-inhibit", areaId: id },
      { kind: "posture", level: pick(["normal", "heightened"]), untilUs, source: "x" },
      { kind: "sweep", areaId: id, state: "needed" },
      { kind: "sweep", areaId: id, state: "done" },
      { kind: "sweep", areaId: id, state: "done" },
    ];
    return pick(kinds);
  }

  /** What a command that has whom it needs must have done. */
  #expect(command: OperatorCommand, isDone: boolean): void {
    const nowUs = this.#nowUs;
    if (command.kind === "automation") {
      assert(isDone, "automation");
      this.#automation = command.on;
      return;
    }
    if (command.kind === "posture") {
      const isAhead = command.untilUs > nowUs;
      assert(isDone === (command.level === "normal" || isAhead), "posture");
      assert(!isDone || (this.#desk.posture === null) === (command.level === "normal"), "posture");
      return;
    }
    const id = areaId(command.areaId);
    const area = this.#model.get(id);
    if (area === undefined) {
      assert(!isDone || (command.areaId === "none" && command.kind !== "raise"), "no such area");
      return;
    }
    const isBegun = command.kind === "raise" || command.kind === "inhibit";
    const isNew = isBegun || (command.kind === "sweep" && command.state === "needed");
    const isHeld = this.#states.snapshot().some(([held]) => held === id);
    if (!this.#isKnown(id) && (isNew || !isHeld)) {
      assert(!isDone, "nothing begins where there is no such area");
      return;
    }
    switch (command.kind) {
      case "raise": {
        assert(isDone === command.untilUs > nowUs, "a warning by hand waits for nobody");
        if (isDone) area.warnByHand(command);
        return;
      }
      case "inhibit":
        assert(
          isDone === (command.untilUs > nowUs && command.untilUs - nowUs <= 900e6),
          "an inhibit lasts a quarter of an hour at most",
        );
        if (isDone) area.inhibitedUntilUs = command.untilUs;
        return;
      case "lift-inhibit":
        assert(isDone === (area.inhibitedUntilUs !== null), "what is inhibited can be lifted");
        area.inhibitedUntilUs = null;
        return;
      case "sweep": {
        const isNeeded = command.state === "needed";
        assert(isDone === (isNeeded || !area.comesMore(nowUs)), "a sweep ends after the threat");
        if (isDone) area.sweep = isNeeded;
        return;
      }
      case "retract":
      case "all-clear": {
        const named = command.kind === "retract" ? command.threats : undefined;
        assert(!isDone || area.last !== null, "only what runs can be ended");
        const isOver = command.kind === "all-clear";
        if (isDone) area.takeBack(named as readonly TrackId[] | undefined, isOver);
      }
    }
  }

  #areaOf(id: AreaId): ExpectedArea {
    const area = this.#model.get(id);
    assert(area !== undefined, "no message for an area that nobody warns");
    return area;
  }
}

/** Said here once more, and not asked of the code under test. */
const LOWERS: ReadonlySet<string> = new Set(["retract", "all-clear", "inhibit"]);
const isLowering = (command: OperatorCommand): boolean =>
  (command.kind === "automation" && !command.on) ||
  (command.kind === "posture" && command.level === "normal");
