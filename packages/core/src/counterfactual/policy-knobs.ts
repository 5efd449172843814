import type { Decision } from "../assessment/decision.ts";
import type { Area } from "../policy/area.ts";
import type { IncidentRecord } from "../explain/incident-record.ts";
import type { Policy } from "../policy/policy.ts";
import type { SensorSpec } from "../coverage/sensor.ts";
import { changeBuffer, changePolicyOf, detectEarlier, widenArea } from "./site-changes.ts";
import type { Knob } from "./knob.ts";

type PolicyNumber = {
  [K in keyof Policy]-?: Policy[K] extends number ? K : never;
}[keyof Policy];

/** How one number of a policy is written, and what it is called in a sentence. */
interface PolicyKey {
  readonly key: PolicyNumber;
  readonly text: string;
  readonly words: string;
  readonly unit: string;
  readonly step: number;
}

const KEYS = {
  fall: {
    key: "preAlertProbability",
    text: "pre_alert_probability",
    words: "the threshold for what falls",
    unit: "",
    step: 0.001,
  },
  flight: {
    key: "preAlertReachProbability",
    text: "pre_alert_reach_probability",
    words: "the threshold for what flies",
    unit: "",
    step: 0.001,
  },
  horizon: {
    key: "preAlertHorizonS",
    text: "pre_alert_horizon_s",
    words: "the policy's look ahead",
    unit: "s",
    step: 1,
  },
  overflight: {
    key: "overflightHeightM",
    text: "overflight_height_m",
    words: "the height of an overflight",
    unit: "m",
    step: 10,
  },
  sustained: {
    key: "sustainedS",
    text: "sustained_s",
    words: "the time above the threshold that the policy asks for",
    unit: "s",
    step: 0.1,
  },
  harmless: {
    key: "harmlessClassProbability",
    text: "harmless_class_probability",
    words: "the certainty with which a harmless class is let pass",
    unit: "",
    step: 0.001,
  },
} as const satisfies Record<string, PolicyKey>;

const policyKnob = (area: Area, policy: Policy, of: PolicyKey, to: number): Knob => ({
  from: policy[of.key],
  to,
  step: of.step,
  unit: of.unit,
  change: (value) =>
    changePolicyOf(area, {
      text: `${of.text}=${value}`,
      clause: `${of.words} had been ${value}${of.unit === "" ? "" : ` ${of.unit}`}`,
      change: (before) => ({ ...before, [of.key]: value }),
    }),
});

/** A threshold of no certainty at all warns of everything that is tracked. */
const THRESHOLD_LEAST = 0.001;
const WIDEN_MOST_M = 5_000;
const WIDEN_STEP_M = 10;
const HORIZON_MOST_S = 3_600;
const OVERFLIGHT_MOST_M = 30_000;
const SUSTAINED_MOST_S = 60;

/** Which threshold a decision was held against, as the policy states it. With an expected harm the stated one gives way to the number itself. */
function thresholdKnob(area: Area, policy: Policy, decision: Decision, to: number): Knob {
  const of = decision.rule === "impact-probability" ? KEYS.fall : KEYS.flight;
  if (policy.expectedHarm === undefined) return policyKnob(area, policy, of, to);
  return {
    ...policyKnob(area, policy, of, to),
    from: decision.numbers.threshold,
    change: (value) =>
      changePolicyOf(area, {
        text: `${of.text}=${value}`,
        clause: `${of.words} had been ${value}, whatever harm was at stake`,
        change: (before) => {
          const stated: Policy = { ...before, [of.key]: value };
          Reflect.deleteProperty(stated, "expectedHarm");
          return stated;
        },
      }),
  };
}

/** `decisions`: all, of which those on its track tell where the answer turns. */
export const lowerThreshold = (
  area: Area,
  policy: Policy,
  decision: Decision,
  decisions: Decisions,
): Knob => ({
  ...thresholdKnob(area, policy, decision, THRESHOLD_LEAST),
  expected: greatestProbability(decisions, decision, area),
});

export const raiseThreshold = (
  area: Area,
  policy: Policy,
  decision: Decision,
  decisions: Decisions,
): Knob => ({
  ...thresholdKnob(area, policy, decision, 1),
  expected: greatestProbability(decisions, decision, area),
});

type Decisions = IncidentRecord["decisions"];

/** The highest probability of a track in an area, of all that was decided of it: what a policy acts on that asks for no time above its threshold. */
const greatestProbability = (decisions: Decisions, { trackId }: Decision, area: Area): number =>
  decisions.reduce(
    (most, { value }) =>
      value.trackId === trackId && value.areaId === area.id
        ? Math.max(most, value.numbers.greatestProbability)
        : most,
    0,
  );

export const lookFurther = (area: Area, policy: Policy): Knob =>
  policyKnob(area, policy, KEYS.horizon, HORIZON_MOST_S);
export const raiseOverflight = (area: Area, policy: Policy): Knob =>
  policyKnob(area, policy, KEYS.overflight, OVERFLIGHT_MOST_M);
export const lowerOverflight = (area: Area, policy: Policy): Knob =>
  policyKnob(area, policy, KEYS.overflight, 0);
export const waitLess = (area: Area, policy: Policy): Knob =>
  policyKnob(area, policy, KEYS.sustained, 0);
export const waitLonger = (area: Area, policy: Policy): Knob =>
  policyKnob(area, policy, KEYS.sustained, SUSTAINED_MOST_S);
export const surerOfHarmless = (area: Area, policy: Policy): Knob =>
  policyKnob(area, policy, KEYS.harmless, 1);
export const lessSureOfHarmless = (area: Area, policy: Policy): Knob =>
  policyKnob(area, policy, KEYS.harmless, 0);

/** Fewer independent sources. */
export const askFewerSources = (area: Area, policy: Policy): Knob => ({
  from: policy.corroboration?.preAlert ?? 1,
  to: 1,
  step: 1,
  unit: "",
  change: (value) =>
    changePolicyOf(area, {
      text: `corroboration.pre_alert=${value}`,
      clause: `the policy had asked for ${value === 1 ? "one source" : `${value} independent sources`}`,
      change: (before) => ({
        ...before,
        corroboration: {
          preAlert: value,
          takeCover: Math.max(value, policy.corroboration?.takeCover ?? 1),
        },
      }),
    }),
});

export const widerBuffer = (area: Area): Knob => ({
  from: area.bufferM,
  to: area.bufferM + WIDEN_MOST_M,
  step: WIDEN_STEP_M,
  unit: "m",
  change: (value) => changeBuffer(area, value),
});
export const narrowerBuffer = (area: Area): Knob => ({
  ...widerBuffer(area),
  to: 0,
});
export const widerOutline = (area: Area): Knob => ({
  from: 0,
  to: WIDEN_MOST_M,
  step: WIDEN_STEP_M,
  unit: "m",
  change: (value) => widenArea(area, value),
});

const EARLIER_MOST_S = 60;
const EARLIER_STEP_S = 0.1;

/** A sensor's first detection of a recorded track sooner. */
export const earlierDetection = (spec: SensorSpec): Knob => ({
  from: 0,
  to: EARLIER_MOST_S,
  step: EARLIER_STEP_S,
  unit: "s",
  change: (value) => detectEarlier(spec, value),
});
