import type { CaseState } from "@tocsin/inquiry";

type Hypothesis = CaseState["hypotheses"][number];

/** Hypotheses in rows, as a person reads them. */
export function hypothesisLines(hypotheses: readonly Hypothesis[]): readonly string[] {
  return hypotheses.flatMap(({ id, text, conclusion, alarm, withdrawn, ...sides }) => [
    `${id}  ${text}${withdrawn ? "  (withdrawn)" : ""}`,
    sideLine("for", sides.for),
    sideLine("against", sides.against),
    ...(conclusion === null
      ? []
      : [`  concluded by ${conclusion.by}: ${conclusion.verdict} (${conclusion.reason})`]),
    ...(alarm === null ? [] : [`  ALARM: ${alarm}`]),
  ]);
}

const sideLine = (name: string, { evidence, origins }: Hypothesis["for"]): string =>
  `  ${name}: ${evidence.length} from ${origins.length} origin${origins.length === 1 ? "" : "s"}${origins.length === 0 ? "" : ` (${origins.join("; ")})`}`;
