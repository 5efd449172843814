import type { FaultCode } from "@tocsin/core";
import type { JournalFaultCode } from "../journal/journal-fault.ts";

export interface FaultGuide {
  readonly meaning: string;
  readonly remedy: string;
}

/**
 * How a fault ends on a screen, which shows what was told in the last minute: it passes; it is told again for as long as it goes on; or it is told again
 * until the same part says of the same subject that it is `over: …`.
 */
export type FaultEnd = "passes" | "goes-on" | "until-over";

/** Of each code. Of the last kind what is one event, as a message that did not arrive, passes all the same. */
export const FAULT_ENDS: Readonly<Record<FaultCode, FaultEnd>> = {
  LOOK_TOO_LATE: "passes",
  LOOK_DUPLICATE: "passes",
  LOOK_UNKNOWN_SENSOR: "passes",
  CLOCK_OFFSET: "until-over",
  TRACK_LIMIT: "goes-on",
  EVENT_BEFORE_CONFIGURATION: "passes",
  UNKNOWN_SUBJECT: "passes",
  COMMAND_REFUSED: "passes",
  AREA_REFUSED: "passes",
  WEATHER_REFUSED: "passes",
  DECISION_PATHS_DISAGREE: "goes-on",
  ENGINE_DEFECT: "passes",
  INPUT_REJECTED: "goes-on",
  INPUT_FAILED: "until-over",
  CHANNEL_FAILED: "until-over",
  WARNING_UNANSWERED: "until-over",
  JOURNAL_FAULT: "until-over",
  WARNING_UNRECORDED: "passes",
  CLOCK_STEP: "until-over",
  HTTP_FAULT: "until-over",
  SITE_NOT_ACCEPTED: "passes",
  SITE_COPY_DAMAGED: "passes",
  SELF_TEST_FAILED: "until-over",
  DRILL_FAULT: "until-over",
};

/** One entry for each fault of the engine and of the parts around it. */
export const FAULT_GUIDE: Readonly<Record<FaultCode, FaultGuide>> = {
  LOOK_TOO_LATE: {
    meaning:
      "A look came later than `late_look_lag_s` after it ended, and was not used. One that is newer than all that was used is taken up to twice as late.",
    remedy:
      "Find what delays that sensor's reports. If it is always so, raise `late_look_lag_s`; a restart of the line explains a few.",
  },
  LOOK_DUPLICATE: {
    meaning: "The same look came twice; the second was not used.",
    remedy:
      "Harmless. Many mean that one sensor comes in by two inputs, which one input with two groups does better.",
  },
  LOOK_UNKNOWN_SENSOR: {
    meaning: "A look names a sensor that the site file does not have; it was not used.",
    remedy: "Correct the sensor's id in the input, or add the sensor.",
  },
  CLOCK_OFFSET: {
    meaning:
      "A sensor's times differ from this post's by more than transport explains; its looks are moved to when they arrived. What a line held back and brings in a burst is not moved. Said again twice a minute while it is so; `over:` says that its times are used as they are.",
    remedy:
      "Set both clocks by the same source. Until then the sensor is used, with times that are off by the transport.",
  },
  TRACK_LIMIT: {
    meaning:
      "More tracks than `tracks_max` would have been needed. The least probable unconfirmed ones gave way; said again each time their number has doubled, and twice a minute while it grows.",
    remedy:
      "A flood of false detections: find the sensor that sends it. Raise `tracks_max` only if that many objects are real.",
  },
  EVENT_BEFORE_CONFIGURATION: {
    meaning: "Something arrived before there was any configuration, and was not used.",
    remedy:
      "It cannot happen with `tocsin start`. A program that feeds the engine itself has to give the configuration first.",
  },
  UNKNOWN_SUBJECT: {
    meaning:
      "A report or a command names a sensor, a defence or a running warning that does not exist.",
    remedy: "Correct the name. A retraction of a warning that is over needs nothing.",
  },
  COMMAND_REFUSED: {
    meaning:
      "An operator's command was not carried out, and nothing changed: it lowers protection and nobody seconds it, it ends too late or has ended already, or it cannot be true yet.",
    remedy:
      "Read the detail. What lowers protection takes a second person; what raises it takes none. If nobody gave that command, find out which door it came by.",
  },
  AREA_REFUSED: {
    meaning:
      "An area's outline is none (open, crossing itself, far away, larger than 2000 km²): nobody is warned by it, and its people are not protected.",
    remedy:
      "`tocsin config check` refuses such a site file and says which corner is wrong; whatever gave the engine this one did not check it.",
  },
  WEATHER_REFUSED: {
    meaning:
      "A profile of the air was not used: it is over, older than the one in force, for later than an hour from now, or cannot be the air over this site. What was in force before stays; otherwise flights are projected as where nobody knows the wind.",
    remedy:
      "Read the detail. Mostly it is a unit (knots, kilometres an hour, kelvin), a height, or a sender whose time is wrong: [weather](../guides/weather.md).",
  },
  DECISION_PATHS_DISAGREE: {
    meaning:
      "For five looks in a row the two [decision paths](../concepts/decisions.md#two-paths) have said opposite things of an area; the detail has what each says. Said again twice a minute while it lasts.",
    remedy:
      "Look at the object: one of the two is wrong. If something comes, warn by hand. Where the second path is wrong again and again, report it with the journal; `second_path: off` silences it.",
  },
  ENGINE_DEFECT: {
    meaning: "The engine failed on one event. The event was given up; protection goes on.",
    remedy: "A defect of Tocsin: please report it, with the journal if you may share it.",
  },
  INPUT_REJECTED: {
    meaning:
      "Something received was not used; the subject is the input and the reason, with the number so far and the last case.",
    remedy:
      "For radars see the reasons under [ASTERIX](../guides/asterix.md#what-is-rejected), for JSON those of [its records](generic.md). A few are normal.",
  },
  INPUT_FAILED: {
    meaning:
      "An input stopped with an error, or its line broke. It is tried again after a growing pause; `over:` says that it is up again.",
    remedy: "Look at its words: an address that is not there, a file that cannot be read.",
  },
  CHANNEL_FAILED: {
    meaning: "A channel did not deliver a warning.",
    remedy: "Mend the channel at once, and check whether the warning arrived on another.",
  },
  WARNING_UNANSWERED: {
    meaning:
      "Somebody who has to answer a warning did not, or it could not be sent to them; the words say who, and who was told in their place. `over:` says that the answer came after all, or that the warning is over. The subject is the channel and the area.",
    remedy:
      "Warn those people by another way now; then see whether the siren lives (`tocsin siren`, the screen's list) and whether its line stands.",
  },
  JOURNAL_FAULT: {
    meaning:
      "Something is wrong with the journal. The subject is one of the codes below; `over:` says that it has ended.",
    remedy: "See the code. Warnings go out all the same.",
  },
  WARNING_UNRECORDED: {
    meaning:
      "A warning left before the disk had confirmed its record. It was sent; the record may be missing after a crash.",
    remedy: "Look at the disk: it was slower than a warning may wait.",
  },
  CLOCK_STEP: {
    meaning:
      "This machine's clock was stepped while the post ran. The post keeps its own steady time until it is restarted.",
    remedy: "Find out who stepped it. Restart when nothing is going on.",
  },
  HTTP_FAULT: {
    meaning:
      "The server of the screens, or one of the threads that answer its questions (`queries`, `long-queries`), could not listen, failed, or stands still: that is told within two seconds, and with `over:` when it goes on; after twenty it is started again. Warnings do not depend on it; screens are blind until it is back.",
    remedy:
      "If its port is in use, end the program that uses it, or start with `--port`. A machine with more to do than it can makes threads stand still: give it less. Anything else is a defect: please report it.",
  },
  SITE_NOT_ACCEPTED: {
    meaning:
      "The site file lowers protection, and two people have not agreed to that: the post protects with the one that was accepted last. Or what was accepted before cannot be told, and the post protects with what it was given. Or two people have agreed, and it waits for the end of a warning. The detail lists each thing that is lowered; the subject begins the SHA-256 of the file.",
    remedy:
      "Two people agree to it on the screen or at a terminal (`tocsin command accept-site`), or the file is put back and the post started again: [a site file that lowers protection](../operating/site-file.md).",
  },
  SITE_COPY_DAMAGED: {
    meaning:
      "The signed copy of the accepted site file in the data directory was changed, or is gone. What the journal holds counts in its place.",
    remedy:
      "Find out who or what writes there; nothing but the post may. `tocsin site status` says what counts now.",
  },
  SELF_TEST_FAILED: {
    meaning:
      "A made-up threat did not come through from a sensor's octets to a siren that makes no sound, or not in time. The words begin with the link that broke: `input`, `tracking`, `assessment`, `warning`, `channel`, `siren` or `receipt`. `over:` says that one came through again. `practice`: the made-up raid that a post practises with at its start was broken off by a defect; it protects all the same.",
    remedy:
      "All links at once, or a round trip that grows, mean that this machine is overloaded: see its load, `tocsin_event_seconds` and what floods the inputs. One link alone on an idle machine is a defect, or a firewall that closes 127.0.0.1: restart the post, and report it.",
  },
  DRILL_FAULT: {
    meaning:
      "The process of a [drill](../operating/drills.md) stands still: that is told within two seconds, and with `over:` when it goes on; after twenty it is ended, and the drill with it. Or the thread that plans drills does. What a drill that was ended so had told people is not taken back by it: it expires by itself.",
    remedy:
      "Tell whoever takes part that the drill is over. A machine with more to do than it can makes processes stand still: exercise when it has less.",
  },
};

/** One entry for each fault of the journal. */
export const JOURNAL_FAULT_GUIDE: Readonly<Record<JournalFaultCode, FaultGuide>> = {
  JOURNAL_TORN_TAIL: {
    meaning:
      "A crash had cut the last writes short; what was whole before them is kept. What is cut was never known to be on the disk.",
    remedy: "Nothing. It tells that the process or the machine did not stop in order.",
  },
  JOURNAL_QUARANTINED: {
    meaning:
      "A segment was damaged in its middle and set aside; what is whole in it is still read.",
    remedy:
      "Keep the folder, run `tocsin journal verify`, and mistrust the disk: this is not what a crash does.",
  },
  JOURNAL_DISK_FAILED: {
    meaning: "A write or a sync failed. Writing goes on in a new segment.",
    remedy: "Make room, or replace the disk. Until then records wait in memory.",
  },
  JOURNAL_SLOW: {
    meaning: "Records wait for the disk longer than they should.",
    remedy: "Take other loads off this disk, or use another one.",
  },
  JOURNAL_STILL: {
    meaning:
      "The thread that writes the journal stands still, though nothing waits for it yet. That is told within two seconds.",
    remedy:
      "The disk does not answer, or the machine has more to do than it can: see both. Warnings go out all the same.",
  },
  JOURNAL_FULL: {
    meaning:
      "Too many records waited for the disk, and some were refused. Their number is recorded.",
    remedy: "As for a failed disk. The record has a gap, and says so.",
  },
  JOURNAL_WRITER_DIED: {
    meaning: "The writing thread died and was started again, with all that was not yet on disk.",
    remedy: "A defect of Tocsin or a want of memory: please report it.",
  },
  JOURNAL_STOPPED: {
    meaning: "Nothing is recorded any more. Warnings go on, unrecorded.",
    remedy: "Restart the post as soon as that is safe, and keep the folder.",
  },
};
