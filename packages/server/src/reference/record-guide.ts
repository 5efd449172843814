import type { RecordTypeName } from "../journal/record-type.ts";

/** What a record of each type holds, for the reference. */
export const RECORD_GUIDE: Readonly<Record<RecordTypeName, string>> = {
  session:
    "Somebody began to write: when, with which versions of Tocsin, engine and Node, from which source.",
  configuration: "The site as the engine had it: sensors, areas, policy, tracker, mode.",
  look: "One look of one sensor: its interval, what it swept, its detections, and when it arrived.",
  tick: "Time passed though nothing arrived.",
  health: "What a sensor, or somebody for it, said of its state.",
  command:
    "An operator's act, with name and reason, and who stands behind what lowers protection: automation, a retraction, a warning or an all-clear by hand, an inhibit, the posture, a sweep.",
  receipt: "What a channel said became of a message: sent, delivered, failed, not for this mode.",
  defence: "The state of a defence, as reported: by whom, and who holds it back.",
  engagement: "What somebody's defence is reported to have done.",
  "official-warning":
    "What an authority warned of, updated or cancelled: its words, times and areas, which areas of the site it concerns, and the document itself.",
  weather:
    "What somebody measured or forecast of the air over the site: source, time, until when it holds, wind and, where known, temperature and pressure by height.",
  decision:
    "A decision, positive or negative: its stage, [reasons](reason-codes.md), numbers, and the detections that it rests on.",
  warning: "A message: the state of an area, its episode and version, when it expires, and why.",
  track:
    "A track at its confirmation and at its end: its state, class and projection, and at its end its launch region, where that can be known.",
  protection:
    "Of each area: is it protected, and from which directions, heights and kinds of approach it is blind.",
  sensor: "The health of a sensor, as it changed.",
  fault: "Something that did not work: a [fault](faults.md).",
  registration:
    "How wrong a sensor reads, as found from what others see of the same objects: range, azimuth, elevation, clock, each with its sigma. Its detections are corrected by it.",
  conduct:
    "What a sensor's data has shown of it: what it saw of objects that others saw, by direction, distance and height, and whether others saw what it reported. Feeds no decision.",
  orders:
    "All that people have ordered and that holds: automation, posture, and by area what is raised by hand, inhibited or waits for a sweep. Written whenever any of it changes.",
  air: "What air flights are projected through from now on: the weather that came into force, or none, since the last one is over.",
  snapshot:
    "The whole state of the engine and the pipeline, or a part of it where it is large: where a restart goes on from.",
  checkpoint: "The chain so far, signed.",
  journal: "What happened to the journal itself: a torn tail, a quarantine, records refused.",
  erasure: "Who had which payloads erased, and why.",
  account:
    "An account as it is after a change: made, its roles, disabled, reset, a way to sign in added. Its last record holds. No secret is in it.",
  access: "Somebody signed in or out, or was not let in: when, how, and from which address.",
  token: "A link or code that works once: issued, used or revoked, and for what.",
  key: "The public key of a device: enrolled or revoked.",
  service:
    "A token with which a program reads: issued or revoked, its name, what it may do and until when. No secret is in it.",
  observation:
    "What somebody saw or heard, as it arrived, and what became of it; that it was taken back; or how it agreed with what sensors tracked.",
  safe: "How many people of an area said that they are safe after it was told to take cover, at most once a second; names where somebody gave one.",
  outcome:
    "What somebody says afterwards of what struck, was averted or did not happen, by whom and from which source, or that an earlier statement does not hold; of a simulation, what its scenario knows.",
  proposal:
    "What would lower protection and waits for a second person: what, by whom, why, until when; and how that ended.",
  site: "Which site file a post begins to protect with, as written and with its SHA-256, and how it came to be accepted; that another was refused, and each thing that it lowers; or that two people agreed to one.",
  drill:
    "A drill beside the post was started or ended: by whom, why, and with which scenario. What happened in it is in a journal of its own, `drills/ID` of the data directory.",
  case: "What people do in a case of an inquiry: begin it, add an account, accept, correct, split, merge, grade or make a claim, say who speaks, keep an exhibit, weigh a hypothesis, name another case. Only in the journal of a case.",
};
