import { describe, expect, test } from "vitest";
import { atS, circle, POLICY, radar, siteOf, straight } from "../engine/engine.test-support.ts";
import type { ReasonCode } from "../assessment/reason-codes.ts";
import { radians } from "../units/angle.ts";
import { areaId, channelId, defenceId, trackId } from "../units/ids.ts";
import type { EngineEvent, OperatorCommand, ReceiptEvent } from "../engine/event.ts";
import { type Warning, warningKey } from "../warning/warning.ts";
import {
  automation,
  during,
  expectSound,
  mostThreatened,
  type Story,
  tell,
} from "./explain.test-support.ts";
import { explainArea, mostThreatening } from "./explain-area.ts";
import type { DefenceRule, DefenceSpec } from "../policy/site-model.ts";
import { explainDefences } from "./explain-defences.ts";
import { explainTrack } from "./explain-track.ts";
import { heldBackBy } from "./incident-record.ts";
import type { WhyReport } from "./why-report.ts";

/** 30 m/s straight at the camp, seen until it is almost over the middle; over after 90 s. */
const inboundOf = (eastM: number, northM: number, upM: number) =>
  during(0, 85, straight([eastM, northM, upM], [-30, 0, 0]));
const INBOUND = inboundOf(2700, 0, 150);
const SITE = { sensors: [radar("radar-a")] };

function why(story: Story, area?: string): WhyReport {
  const told = tell({ site: SITE, flights: [INBOUND], seconds: 120, ...story });
  const { trackId: id } = mostThreatened(told.record);
  const asked = area === undefined ? undefined : areaId(area);
  return expectSound(explainTrack(told.record, id, asked), told);
}
const linkOf = (report: WhyReport, stage: string) =>
  report.links.find((link) => link.stage === stage);

const byOfficer = (s: number, command: OperatorCommand, reason: string): EngineEvent => ({
  type: "command",
  receivedUs: atS(s),
  command,
  by: "the duty officer",
  reason,
  seconded: { by: "supervisor", how: "person" },
});

/** Bird or aircraft says nothing here: an object that names itself is still one of unknown class. */
const withSite = (site: Story["site"]): Story => ({ site: { ...SITE, ...site } });
const friendly = {
  id: "ambulance",
  reason: "announced",
  fromUs: atS(0),
  expiresUs: atS(500),
  waypoints: [
    { timeUs: atS(0), eastM: 2700, northM: 0, upM: 150 },
    { timeUs: atS(90), eastM: 0, northM: 0, upM: 150 },
  ],
  radiusM: 400,
};

describe("why the people of an area were, or were not, warned of a track", () => {
  test("a warning that came about has no broken link, and says when each stage was", () => {
    const report = why(withSite({ policy: { ...POLICY, takeCoverHorizonS: 50 } }));
    expect(report.outcome).toBe("warned");
    expect(report.prevented).toEqual([]);
    expect(report.question).toContain("Why were the people of Camp (owner) warned");
    expect(report.answer).toContain("were put on take-cover");
    expect(linkOf(report, "warning")?.statement).toMatch(
      /on pre-alert at .* and on take-cover at /,
    );
    expect(linkOf(report, "assessment")?.margin?.value).toBeGreaterThanOrEqual(0);
    expect(linkOf(report, "channel")?.held).toBe(true);
  });

  test.each<[string, Story, readonly string[]]>([
    ["MASKED", withSite({ masks: [friendly] }), ["MASKED"]],
    ["AUTOMATION_OFF", withSite({ automation: false }), ["AUTOMATION_OFF"]],
    ["AUTOMATION_OFF by command", { events: [automation(1, false)] }, ["AUTOMATION_OFF"]],
    [
      "NOT_A_PROTECTED_AREA",
      withSite({ areas: [{ ...circle("camp", 0, 0, 300), protection: "none" }] }),
      ["NOT_A_PROTECTED_AREA"],
    ],
    ["PREDICTED_MISS", { flights: [inboundOf(2700, 2500, 150)] }, ["PREDICTED_MISS"]],
    [
      "BELOW_THRESHOLD",
      withSite({
        policy: { ...POLICY, preAlertReachProbability: 1, takeCoverReachProbability: 1 },
      }),
      ["BELOW_THRESHOLD"],
    ],
    ["OVERFLIGHT", { flights: [inboundOf(2700, 0, 4000)] }, ["OVERFLIGHT"]],
    ["NOT_SUSTAINED", withSite({ policy: { ...POLICY, sustainedS: 1000 } }), ["NOT_SUSTAINED"]],
    [
      "HARMLESS_CLASS",
      withSite({ policy: { ...POLICY, harmlessClassProbability: 0 } }),
      ["HARMLESS_CLASS"],
    ],
    [
      "NOT_CONFIRMED",
      {
        ...withSite({ tracker: { ...siteOf().tracker, confirmDetections: 4 } }),
        flights: [during(20, 21, straight([2700, 0, 150], [-30, 0, 0]))],
      },
      ["NOT_CONFIRMED"],
    ],
    [
      "MASKED and AUTOMATION_OFF, each",
      withSite({ masks: [friendly], automation: false }),
      ["MASKED", "AUTOMATION_OFF"],
    ],
    [
      "four at once, each",
      withSite({
        masks: [friendly],
        automation: false,
        areas: [{ ...circle("camp", 0, 0, 300), protection: "none" }],
        policy: { ...POLICY, sustainedS: 1000 },
      }),
      ["MASKED", "NOT_SUSTAINED", "NOT_A_PROTECTED_AREA", "AUTOMATION_OFF"],
    ],
  ])("names exactly what prevented it: %s", (_, story, prevented) => {
    const report = why(story);
    expect(report.outcome).toBe("not-warned");
    expect(report.prevented).toEqual(prevented);
    expect(report.answer.includes("Each of these alone")).toBe(prevented.length > 1);
  });

  test("a track that was lost before a decision to warn is broken", () => {
    const policy = { ...POLICY, preAlertHorizonS: 200, sustainedS: 1000 };
    const slow = straight([2700, 0, 150], [-20, 0, 0]);
    const report = why({
      site: { ...SITE, policy },
      flights: [during(0, 30, slow)],
      seconds: 70,
    });
    expect(report.prevented).toContain("TRACK_BROKEN");
    expect(linkOf(report, "track")?.statement).toContain("It ended: it was no longer seen.");
  });

  test("names the policy that was in force, not the one that is configured", () => {
    const posture: EngineEvent = {
      type: "command",
      receivedUs: atS(1),
      command: { kind: "posture", level: "heightened", untilUs: atS(500), source: "the police" },
      by: "officer",
      reason: "a threat was voiced",
      seconded: null,
    };
    const policy = { ...POLICY, sustainedS: 1000 };
    const told = tell({ site: { ...SITE, policy }, flights: [INBOUND], events: [posture] });
    const { trackId: id } = mostThreatened(told.record);
    const link = linkOf(expectSound(explainTrack(told.record, id), told), "policy");
    expect(link).toMatchObject({ code: "NOT_SUSTAINED", subject: "test+heightened" });
  });

  test("tells of a second path that spoke after the decision was recorded", () => {
    const policy = { ...POLICY, preAlertReachProbability: 1, takeCoverReachProbability: 1 };
    const flights = [during(0, 20, straight([2_500, 0, 150], [-100, 0, 0]))];
    const site = { ...SITE, policy: { ...policy, secondPath: "show" } } as const;
    const { record } = tell({ site, flights, seconds: 120 });
    const [first] = record.decisions;
    const { trackId: id } = mostThreatened(record);
    if (first === undefined) throw new Error("nothing was decided");
    // The decision as it is recorded before a second path has anything to say.
    const { secondPath: _later, ...value } = first.value;
    const early = [{ ...first, value }];
    const links = explainTrack({ ...record, decisions: early }, id)?.links ?? [];
    const said = links.filter(({ statement }) => /two decision paths said/.test(statement));
    expect(said).toMatchObject([{ stage: "assessment", held: true, prevented: false }]);
    expect(said[0]?.statement).toMatch(
      /^At .* UTC the two decision paths said opposite things of Camp .*second path says that something comes there/,
    );
    expect(said[0]?.records).toEqual([record.disagreements.at(-1)?.sequence]);
  });

  test("says what the second path saw, beside a decision that saw otherwise", () => {
    const policy = { ...POLICY, preAlertReachProbability: 1, takeCoverReachProbability: 1 };
    const flights = [during(0, 20, straight([2_500, 0, 150], [-100, 0, 0]))];
    const report = why({ site: { ...SITE, policy: { ...policy, secondPath: "show" } }, flights });
    const said = report.links.find(({ statement }) => statement.startsWith("The second path"));
    expect(said).toMatchObject({ stage: "assessment", held: true });
    expect(said?.statement).toMatch(
      /said since .* UTC that it was coming to .*, where the decision was another\.$/,
    );
  });

  test("what comes straight and later than the policy looks ahead is too far off, no miss", () => {
    const site = { ...SITE, policy: { ...POLICY, preAlertHorizonS: 60, takeCoverHorizonS: 60 } };
    const far = during(0, 40, straight([4000, 0, 150], [-30, 0, 0]));
    const report = why({ site, flights: [far], seconds: 70 });
    expect(report.prevented).toEqual(["TOO_FAR_OFF"]);
    expect(report.answer).toMatch(/be still 1\.\d km short of the area's edge/);
    expect(linkOf(report, "assessment")?.statement).toMatch(
      /reached within the policy's 60 s was .*, below the 30 % .* would have come later/,
    );
  });

  test("what was taken back says when, by whom and why", () => {
    const events = [byOfficer(30, { kind: "retract", areaId: "camp" }, "it is our own balloon")];
    const told = tell({ site: SITE, flights: [INBOUND], seconds: 120, events });
    const { trackId: id } = mostThreatened(told.record);
    const report = expectSound(explainTrack(told.record, id), told);
    expect(report.outcome).toBe("warned");
    const statements = report.links.map(({ statement }) => statement);
    expect(statements).toContainEqual(
      expect.stringMatching(/taken back .* by the duty officer: it is our own balloon\.$/),
    );
    const after = told.record.decisions.filter(({ value }) => value.decidedUs >= atS(30));
    expect(after[0].value).toMatchObject({ stage: "none", reasons: ["RETRACTED"] });
    const record = { ...told.record, decisions: [after[0]], warnings: [] };
    expect(explainTrack(record, id)?.prevented).toEqual(["RETRACTED"]);
  });

  test("an all-clear by hand is called that, with who gave it and what warns again", () => {
    const given =
      /^The all-clear was given by hand at .* UTC by the duty officer: it fell\. From engine 51 on, .* detected on its way twice more .* warned of again\./;
    const events = [byOfficer(30, { kind: "all-clear", areaId: "camp" }, "it fell")];
    const told = tell({ site: SITE, flights: [INBOUND], seconds: 120, events });
    const { trackId: id } = mostThreatened(told.record);
    const report = expectSound(explainTrack(told.record, id), told);
    expect(report.outcome).toBe("warned");
    const statements = report.links.map(({ statement }) => statement);
    expect(statements).toContainEqual(expect.stringMatching(given));
    expect(statements.join(" ")).not.toContain("taken back");
    const heldBack = told.record.decisions.filter(({ value }) => value.reasons[0] === "RETRACTED");
    expect(heldBack).toHaveLength(1);
    const record = { ...told.record, decisions: heldBack, warnings: [] };
    const unwarned = explainTrack(record, id);
    expect(unwarned?.prevented).toEqual(["RETRACTED"]);
    const said = unwarned?.links.find(({ code }) => code === "RETRACTED")?.statement;
    expect(said).toMatch(given);
    expect(said).toMatch(/ Nothing new had spoken for it by then\.$/);
  });

  test("who ended the warning of an object is who meant it, and not who ended that of others or of none", () => {
    const other = during(0, 85, straight([-2700, 0, 150], [30, 0, 0]));
    const site = { ...SITE, policy: { ...POLICY, allClearDelayS: 200 } };
    const warned = tell({ site, flights: [INBOUND, other], seconds: 29 });
    const [first, second] = warned.record.warnings.at(-1)?.value.threats ?? [];
    const events = [
      byOfficer(30, { kind: "retract", areaId: "camp", threats: [first] }, "a balloon"),
      byOfficer(40, { kind: "all-clear", areaId: "camp" }, "it fell"),
      byOfficer(41, { kind: "retract", areaId: "camp", threats: [second] }, "a kite"),
    ];
    const { record, lastSequence } = tell({ site, flights: [INBOUND, other], seconds: 41, events });
    const reasonOf = (id: string) =>
      heldBackBy(record, { areaId: "camp", trackId: trackId(id), before: lastSequence + 1 })?.value
        .reason;
    expect([first, second].map(reasonOf)).toEqual(["a balloon", "it fell"]);
  });

  test("margins point the right way and have the size of what they measure", () => {
    const report = why({ flights: [inboundOf(2700, 2500, 150)] });
    const missM = linkOf(report, "projection")?.margin;
    expect(missM?.unit).toBe("m");
    expect(missM?.value).toBeLessThan(-1500);
    expect(missM?.value).toBeGreaterThan(-3000);
    const short = linkOf(report, "assessment")?.margin;
    expect(short?.unit).toBe("probability");
    expect(short?.value).toBeLessThan(0);
    expect(short?.value).toBeGreaterThanOrEqual(-POLICY.preAlertReachProbability);
  });

  test("automation that was switched off after the object came nearest prevented nothing", () => {
    const report = why({
      ...withSite({ areas: [{ ...circle("camp", 0, 0, 300), protection: "none" }] }),
      events: [automation(88, false)],
    });
    expect(report.prevented).toEqual(["NOT_A_PROTECTED_AREA"]);
  });

  test("a track that goes on is told of by the moment with the fewest reasons against a warning, not the most probable one", () => {
    const { record } = tell({ site: SITE, flights: [INBOUND], seconds: 40 });
    const own = record.decisions[0];
    const at = (probability: number, reasons: readonly ReasonCode[]) => ({
      ...own,
      value: {
        ...own.value,
        stage: "none" as const,
        final: false,
        reasons,
        numbers: { ...own.value.numbers, probability, threshold: 0.3 },
      },
    });
    const decisions = [
      at(0.2, ["PREDICTED_MISS"]),
      at(0.9, ["NOT_SUSTAINED", "INHIBITED"]),
      at(0.8, ["INHIBITED"]),
    ];
    const codes = (some: typeof decisions) =>
      explainTrack({ ...record, decisions: some, warnings: [] }, own.value.trackId)?.links.flatMap(
        ({ stage, code }) => (stage === "policy" || stage === "assessment" ? (code ?? []) : []),
      );
    expect(codes(decisions)).toEqual([]);
    expect(codes(decisions.slice(0, 2))).toEqual(["NOT_SUSTAINED"]);
    expect(codes(decisions.slice(0, 1))).toEqual(["PREDICTED_MISS"]);
  });

  test("an area never came near is not warned, and an unknown track has no answer", () => {
    const told = tell({ site: SITE, flights: [INBOUND], seconds: 40 });
    expect(explainTrack(told.record, trackId("no such"))).toBeNull();
  });

  test("sensors that did not see it say why, and prevented nothing", () => {
    const far = radar("far", {
      position: { latitudeRad: radians(36), longitudeRad: radians(33), heightM: 10 },
    });
    const report = why({ site: { sensors: [radar("radar-a"), far, radar("idle")] } });
    const sensors = report.links.filter((link) => link.stage === "sensor");
    expect(sensors.map((link) => [link.subject, link.code, link.prevented])).toEqual([
      ["radar-a", null, false],
      ["far", "OUT_OF_COVERAGE", false],
      ["far", "BELOW_HORIZON", false],
      ["far", "SENSOR_DOWN", false],
      ["idle", "SENSOR_DOWN", false],
    ]);
    expect(sensors[1].margin?.value).toBeLessThan(-80_000);
    expect(sensors[0].records.length).toBeGreaterThan(3);
  });
});

describe("whether a warning reached anybody", () => {
  test.each([
    ["NOT_SENT", null],
    ["NOT_LIVE", () => ({ outcome: "not-live" as const, detail: "takes no drills" })],
    ["SENT_NOT_DELIVERED", () => ({ outcome: "failed" as const, detail: "the line is dead" })],
  ])("%s", (code, receipt) => {
    const report = why({ receipt });
    expect(report.outcome).toBe("warned");
    expect(report.prevented).toEqual([code]);
    expect(report.answer).toContain(linkOf(report, "channel")?.statement);
  });

  test("one siren that answers does not speak for another behind its channel", () => {
    const siren = (recipient: string, outcome: ReceiptEvent["outcome"]) => (w: Warning) => ({
      type: "receipt" as const,
      warningKey: warningKey(w),
      version: w.version,
      channelId: channelId("sirens"),
      recipient,
      outcome,
      detail: "the line is dead",
    });
    const told = tell({ site: SITE, flights: [INBOUND] });
    const [{ value, sequence }] = told.record.warnings;
    const receipts = [siren("north", "acknowledged")(value), siren("south", "failed")(value)].map(
      (receipt) => ({ sequence, value: { ...receipt, receivedUs: value.issuedUs } }),
    );
    const record = { ...told.record, receipts };
    const { trackId: id } = mostThreatened(record);
    const report = expectSound(explainTrack(record, id), told);
    const links = report.links.filter(({ stage }) => stage === "channel");
    expect(links.map((link) => [link.subject, link.code, link.prevented])).toEqual([
      ["sirens/north", null, false],
      ["sirens/south", "SENT_NOT_DELIVERED", false],
    ]);
  });

  test("one channel that fails first and delivers then has delivered", () => {
    const report = why({
      receipt: (w) =>
        w.version === 1
          ? { outcome: "failed", detail: "busy" }
          : { outcome: "sent", detail: "on air" },
    });
    expect(report.prevented).toEqual([]);
  });
});

describe("what the site's defence would have done by its stated rule", () => {
  const defence = {
    id: defenceId("d"),
    name: "The post's defence",
    owner: "Army",
    position: radar("x").position,
    reachM: 2500,
    protectsAreas: ["camp"],
    notional: true,
  };
  const state = (s: number, to: "ready" | "down" | "inhibited"): EngineEvent => ({
    type: "defence",
    receivedUs: atS(s),
    defenceId: defenceId("d"),
    state: to,
    by: "the post",
  });
  /** The object comes in from the east, 150 m up, and is within 2.5 km for more than a minute. */
  const rule: DefenceRule = {
    heightMinM: 0,
    heightMaxM: 1_000,
    azimuthFromRad: 0,
    azimuthWidthRad: Math.PI,
    reactionS: 60,
  };
  const answer = (events: readonly EngineEvent[], changes: Partial<DefenceSpec> = {}) =>
    why({ site: { ...SITE, defences: [{ ...defence, ...changes }] }, events, seconds: 100 })
      .defences[0];

  test("ready, within reach, an area of its own threatened: it would have activated", () => {
    const would = answer([state(1, "ready")]);
    expect(would).toMatchObject({ wouldHaveActivated: true, reasons: [], notional: true });
    expect(would.statement).toContain(
      "Notional: by its stated rule, The post's defence would have",
    );
    expect(would.records).toHaveLength(1);
  });
  test.each([
    ["DEFENCE_STATE_UNKNOWN", [], {}],
    ["DEFENCE_DOWN", [state(1, "ready"), state(2, "down")], {}],
    ["DEFENCE_INHIBITED", [state(1, "inhibited")], {}],
    ["DEFENCE_OUT_OF_REACH", [state(1, "ready")], { reachM: 50 }],
    ["NOT_A_PROTECTED_AREA", [state(1, "ready")], { protectsAreas: ["elsewhere"] }],
    ["DEFENCE_NOT_BY_RULE", [state(1, "ready")], { rule: { ...rule, heightMinM: 1_000 } }],
    ["DEFENCE_NOT_BY_RULE", [state(1, "ready")], { rule: { ...rule, azimuthFromRad: Math.PI } }],
    [
      "DEFENCE_NOT_BY_RULE",
      [state(1, "ready")],
      { rule: { ...rule, classes: ["mortar" as const] } },
    ],
    ["DEFENCE_TOO_LATE", [state(1, "ready")], { rule: { ...rule, reactionS: 85 } }],
  ])("%s", (code, events, changes) => {
    const not = answer(events, changes);
    expect(not).toMatchObject({ wouldHaveActivated: false, reasons: [code] });
  });
  test("within its rule for as long as that takes: it would have activated, and by a rule that is notional", () => {
    const would = answer([state(1, "ready")], { rule, notional: false });
    expect(would).toMatchObject({ wouldHaveActivated: true, reasons: [], notional: true });
  });
  test("the way between two records counts: what passed by was within reach", () => {
    const told = tell({
      site: { ...SITE, defences: [defence] },
      seconds: 5,
      events: [state(1, "ready")],
    });
    const passing = (upM: number) =>
      explainDefences(told.record, {
        path: [
          { timeUs: atS(2), enuM: [-9000, 0, upM] },
          { timeUs: atS(4), enuM: [9000, 0, upM] },
        ],
        threatenedAreas: ["camp"],
        tracked: true,
        untrackedReasons: [],
      })[0].reasons;
    expect(passing(2400)).toEqual([]);
    expect(passing(2600)).toEqual(["DEFENCE_OUT_OF_REACH"]);
  });
  test("inhibited and out of reach: both", () => {
    expect(answer([state(1, "inhibited")], { reachM: 50 }).reasons).toEqual([
      "DEFENCE_OUT_OF_REACH",
      "DEFENCE_INHIBITED",
    ]);
  });
});

describe("why an area was, or was not, warned at about a time", () => {
  const told = tell({ site: SITE, flights: [INBOUND], seconds: 85 });
  const ask = (area: string, s: number) =>
    explainArea(told.record, { areaId: areaId(area), atUs: atS(s), withinS: 20 });

  test("is told by the track that threatened it most", () => {
    expect(expectSound(ask("camp", 60), told).outcome).toBe("warned");
  });
  test("of two, by the one that came nearer to its threshold", () => {
    const two = tell({ site: SITE, flights: [inboundOf(2700, 1500, 150), INBOUND], seconds: 120 });
    const question = { areaId: areaId("camp"), atUs: atS(60), withinS: 40 };
    expect(expectSound(explainArea(two.record, question), two).outcome).toBe("warned");
  });
  test("of one that sent people to cover and one that came nearer and did not, by the first", () => {
    const { record } = told;
    const cover = record.decisions.find(({ value }) => value.stage === "take-cover");
    if (cover === undefined) throw new Error("nobody was sent to cover");
    const numbers = { ...cover.value.numbers, greatestProbability: 1, threshold: 0.1 };
    const value = { ...cover.value, trackId: trackId("beside"), stage: "none" as const, numbers };
    const decisions = [{ ...cover, value }, ...record.decisions];
    const { areaId: area, decidedUs: atUs, trackId: id } = cover.value;
    if (area === null) throw new Error("the decision is of no area");
    expect(mostThreatening({ ...record, decisions }, { areaId: area, atUs, withinS: 20 })).toBe(id);
  });
  test("when nothing came near, says so", () => {
    const report = expectSound(ask("camp", 400), told);
    expect(report.outcome).toBe("not-warned");
    expect(report.prevented).toEqual([]);
    expect(report.answer).toContain("Nothing that was tracked then came near Camp (owner).");
  });
  test("has no answer for an area that the site does not know", () => {
    expect(ask("moon", 60)).toBeNull();
  });
});
