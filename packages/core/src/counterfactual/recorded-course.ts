import type { Track } from "../tracking/track.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { RecordedCourse } from "./course.ts";
import { type RecordedIncident, rerunWatched } from "./rerun.ts";

/** The course of a track of the record, from a run in which nothing is changed; null where that gives no such track. */
export function recordedCourse(incident: RecordedIncident, id: TrackId): RecordedCourse | null {
  const states: { timeUs: TimeUs; state: ArrayLike<number> }[] = [];
  let last: Track | null = null;
  rerunWatched(incident, (tracks) => {
    const track = tracks.find((one) => one.id === id);
    if (track === undefined || track.lastSensedUs === last?.lastSensedUs) return;
    last = track;
    states.push({ timeUs: track.timeUs, state: track.estimates[0].mean.slice(0, 6) });
  });
  const recorded = incident.record.tracks.findLast(({ value }) => value.trackId === id)?.value;
  if (states.length === 0 || recorded === undefined) return null;
  return {
    states,
    falls: recorded.ballisticProbability > 0.5,
    groundHeightM:
      incident.record.site.value.groundHeightM - incident.record.site.value.origin.heightM,
    evidence: recorded.evidence,
  };
}
