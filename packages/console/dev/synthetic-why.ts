import type { LinkStage, ReasonCode, WhyLink, WhyReport } from "@tocsin/core";

const link = (
  stage: LinkStage,
  statement: string,
  more: Partial<WhyLink> & { readonly code?: ReasonCode } = {},
): WhyLink => ({
  stage,
  subject: "T3",
  held: true,
  prevented: false,
  code: null,
  statement,
  margin: null,
  records: [412, 413],
  ...more,
});

/** An answer with every kind of link in it. */
export const syntheticWhy: WhyReport = {
  question: "Why were the people of Harbour hospital not warned of T3?",
  mode: "simulation",
  outcome: "not-warned",
  answer:
    "T3 was detected 36 s after the start, followed from its third detection, and taken for a rocket. It was projected to " +
    "come down in the water, 2.1 km outside the hospital's edge, with a probability of 0.06 % that it would fall inside. " +
    "A warning needs 5 %. No other link would have prevented one.",
  prevented: ["PREDICTED_MISS"],
  links: [
    link("sensor", "The radar on the roof covered the place and worked.", {
      subject: "Radar on the roof",
    }),
    link("sensor", "The radar on the hill covered the place and was down.", {
      subject: "Radar on the hill",
      held: false,
      code: "SENSOR_DOWN",
    }),
    link("detection", "It was detected 28 times in 30 looks.", {
      records: [401, 402, 403, 404, 405, 406, 407, 408],
    }),
    link("track", "It was followed from 22:14:38 on, 28 s before it came down."),
    link("class", "It was taken for a rocket with 93 % probability."),
    link("projection", "It was projected to come down 2.1 km outside the area's edge.", {
      held: false,
      prevented: true,
      code: "PREDICTED_MISS",
      margin: { value: -2_100, unit: "m", meaning: "distance from the area's edge" },
    }),
    link(
      "assessment",
      "The probability that it falls in the area was 0.06 %, and 5 % were needed.",
      {
        held: false,
        code: "BELOW_THRESHOLD",
        margin: { value: -0.0494, unit: "probability", meaning: "below what take cover needs" },
      },
    ),
    link("area", "Harbour hospital is protected by this site.", { subject: "Harbour hospital" }),
    link("automation", "Automatic warning was on."),
  ],
  defences: [
    {
      defence: "Notional defence",
      owner: "Garrison",
      notional: true,
      wouldHaveActivated: false,
      reasons: ["DEFENCE_INHIBITED"],
      statement:
        "By its stated rule it would not have activated: it was held back by the garrison's officer.",
      records: [377],
    },
  ],
};
