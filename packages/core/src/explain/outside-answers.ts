import { explainOfficial } from "./explain-official.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { objectOutcomes } from "./object-outcomes.ts";
import type { WhyReport } from "./why-report.ts";

/** What others said, for an answer: authorities of the area, and reports of what became of the objects. */
export function outsideAnswers(
  record: IncidentRecord,
  areaId: string | null,
  trackId?: string,
): Pick<WhyReport, "official" | "objects"> {
  const official = explainOfficial(record, areaId);
  const objects = objectOutcomes(record).filter(
    (each) => trackId === undefined || each.trackId === trackId,
  );
  return {
    ...(official === undefined ? {} : { official }),
    ...(objects.length === 0 ? {} : { objects }),
  };
}
