import { type FlownPlace, hypothesisedFlight } from "../explain/hypothesised-flight.ts";
import type { HypothesisedObject } from "../explain/hypothesised-object.ts";
import type { IncidentRecord } from "../explain/incident-record.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";

/** The place and time that a question about an object ends in: site frame, m. */
export function endOfFlight(record: IncidentRecord, object: HypothesisedObject): FlownPlace {
  const frame = createLocalFrame(record.site.value.origin);
  const flight = hypothesisedFlight(record, frame, object);
  return flight[flight.length - 1];
}
