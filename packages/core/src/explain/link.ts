import type { ReasonCode } from "../assessment/reason-codes.ts";
import type { LinkStage, WhyLink, WhyMargin } from "./why-report.ts";

interface LinkParts {
  readonly statement: string;
  readonly margin?: WhyMargin;
  readonly records?: readonly number[];
}

/** A link that held. */
export const held = (stage: LinkStage, subject: string, parts: LinkParts): WhyLink => ({
  stage,
  subject,
  held: true,
  prevented: false,
  code: null,
  statement: parts.statement,
  margin: parts.margin ?? null,
  records: parts.records ?? [],
});

/** A link that did not hold; `prevented` when it alone was enough to keep people from being warned. */
export const broken = (
  stage: LinkStage,
  subject: string,
  code: ReasonCode,
  parts: LinkParts & { readonly prevented: boolean },
): WhyLink => ({
  stage,
  subject,
  held: false,
  prevented: parts.prevented,
  code,
  statement: parts.statement,
  margin: parts.margin ?? null,
  records: parts.records ?? [],
});
