import type { DefenceAnswer, ReasonCode, WhyLink, WhyReport } from "@tocsin/core";
import type { SourceDetail } from "@tocsin/sdk";

/** A mill with one radar and one guarded yard beside a house: nothing of it is real. */
export function madeUpDetail(
  title: string,
  changes: Partial<Pick<SourceDetail, "questions" | "outcome">> = {},
): SourceDetail {
  return {
    id: `mill/${title.replaceAll(/\W+/g, "-").toLowerCase()}`,
    kind: "recording",
    story: "mill",
    title,
    summary: "Made up.",
    mode: "simulation",
    notional: true,
    site: {
      id: "mill",
      name: "Mill",
      mode: "simulation",
      origin: [10, 20],
      timeZone: null,
      areas: [square("yard", "Yard", 10), square("house", "House", 10.02)],
      sensors: [
        {
          id: "radar",
          name: "Radar",
          kind: "radar",
          place: [10, 20],
          rangeMinM: 0,
          rangeMaxM: 1_500,
          azimuthFromDeg: 0,
          azimuthWidthDeg: 360,
          periodS: 1,
          trustClass: "authenticated",
          staleAfterS: 5,
          shares: [],
        },
      ],
      defences: [
        {
          id: "fence",
          name: "Fence",
          owner: "Miller",
          place: [10, 20],
          reachM: 2_000,
          protectsAreas: ["yard"],
          notional: true,
        },
      ],
    },
    facts: [],
    questions: [],
    outcome: null,
    ...changes,
  };
}

const square = (id: string, name: string, latitude: number) => ({
  id,
  name,
  owner: "Miller",
  protection: "protected" as const,
  people: 3,
  shelterS: 10,
  rings: [
    [
      [latitude, 20],
      [latitude + 0.001, 20],
      [latitude + 0.001, 20.001],
      [latitude, 20.001],
    ] as const,
  ],
});

export function madeUpReport(links: readonly WhyLink[], defences: DefenceAnswer[] = []): WhyReport {
  const prevented = links.flatMap(({ prevented: alone, code }) =>
    alone && code !== null ? [code] : [],
  );
  return {
    question: "Why was nobody warned of an object coming from the south-east?",
    mode: "simulation",
    outcome: prevented.length === 0 ? "warned" : "not-warned",
    answer: "Made up.",
    links,
    prevented,
    defences,
  };
}

export const preventingLink = (
  code: ReasonCode,
  {
    stage = "sensor",
    subject = "radar",
    marginM,
  }: { stage?: WhyLink["stage"]; subject?: string; marginM?: number } = {},
): WhyLink => ({
  stage,
  subject,
  held: false,
  prevented: true,
  code,
  statement: `It was ${code}.`,
  margin: marginM === undefined ? null : { value: marginM, unit: "m", meaning: "made up" },
  records: [],
});

export const silentDefence = (reasons: readonly ReasonCode[]): DefenceAnswer => ({
  defence: "fence",
  owner: "Miller",
  notional: true,
  wouldHaveActivated: false,
  reasons,
  statement: "It would not have activated.",
  records: [],
});
