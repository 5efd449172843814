import type { TimeUs } from "@tocsin/core";

/** What somebody can report, in the order in which the page offers it. */
export const OBSERVED_KINDS = [
  "drone",
  "rocket",
  "helicopter",
  "aircraft",
  "explosion",
  "gunfire",
  "other",
] as const;
export type ObservedKind = (typeof OBSERVED_KINDS)[number];

/** Somewhere on the ground, with the radius within which it lies with 95 %. */
export interface ObservedPlace {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly accuracyM: number;
}

/** Where somebody pointed. */
export interface ObservedDirection {
  /** Clockwise from north. */
  readonly azimuthDeg: number;
  /** From which north: a compass knows the magnetic one. */
  readonly north: "true" | "magnetic";
  /** What the device says of its compass; null where it says nothing. */
  readonly accuracyDeg: number | null;
  /** Above the horizon; null where the device does not know how it is held. */
  readonly elevationDeg: number | null;
}

/** What one person saw or heard, as the page sends it. Times are ages: no clock of a phone has a say. */
export interface ObservationReport {
  /** Made by the page; the same report sent twice is taken once. */
  readonly id: string;
  readonly kind: ObservedKind;
  readonly count: number;
  readonly sense: "seen" | "heard";
  /** How long before it was sent, by the phone's own clock. */
  readonly ageS: number;
  /** Where the observer stood. */
  readonly from: ObservedPlace | null;
  readonly direction: ObservedDirection | null;
  /** Where the object was, if the observer marked or typed a place. */
  readonly place: ObservedPlace | null;
  /** Where it goes, clockwise from true north. */
  readonly headingDeg: number | null;
  /** What kept the phone from knowing more, in its own words: `location: denied`. */
  readonly lacking: readonly string[];
}

/** Who reports: somebody with an account, or an enrolled phone. */
export interface Observer {
  readonly kind: "account" | "phone";
  readonly id: string;
}

/** What became of a report. */
export interface ObservationOutcome {
  readonly receivedUs: TimeUs;
  /** `tracked`: a detection, weighed as `weight` says. `recorded`: it stands in the record and moves no track. */
  readonly use: "tracked" | "recorded";
  /** Why it is no detection; null where it is one. */
  readonly because: ObservationUnused | null;
  /** It came after a warning of that place was public. */
  readonly afterAlarm: boolean;
  /** So many of the same person came within a minute before it. Records of versions before this was kept leave it out. */
  readonly ownBefore?: number;
  /** 0…1, by the observer's record, by what was public and by what else was reported. */
  readonly weight: number;
}

export type ObservationUnused =
  | "not-an-object"
  | "no-place"
  | "too-old"
  | "far-away"
  | "counts-for-nothing"
  | "input-down";

/** How the reports of an observer agreed with what sensors tracked, where one could have told. */
export interface ObserverCounts {
  readonly agreed: number;
  readonly disagreed: number;
  readonly undecided: number;
}

/** What is known of an observer from that. */
export interface ObserverStanding extends ObserverCounts {
  /** Share that agreed: 95 % interval. */
  readonly from: number;
  readonly to: number;
  /** What a report counts. */
  readonly weight: number;
}

/** A report as those who sent it, and operators, see it. */
export interface ObservationAnswer {
  readonly id: string;
  /** Its number in the record. */
  readonly sequence: number;
  readonly outcome: ObservationOutcome;
  readonly withdrawnUs: TimeUs | null;
}

/** What the page has to know of the site. */
export interface ObservedSite {
  readonly id: string;
  readonly name: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** Places that can be named instead of marked. */
  readonly places: readonly {
    readonly name: string;
    readonly latitudeDeg: number;
    readonly longitudeDeg: number;
  }[];
}

/** Where what was reported lay when it was seen or heard, with 95 %, as a map draws it. */
export type ObservationExtent =
  /** From the observer's place along a true bearing, to where such an object can be seen or heard. */
  | {
      readonly shape: "sector";
      readonly latitudeDeg: number;
      readonly longitudeDeg: number;
      readonly azimuthDeg: number;
      readonly halfWidthDeg: number;
      readonly reachM: number;
    }
  | {
      readonly shape: "circle";
      readonly latitudeDeg: number;
      readonly longitudeDeg: number;
      readonly radiusM: number;
    };

/** One report in the operators' list. */
export interface ListedObservation extends ObservationAnswer {
  readonly observer: Observer & { readonly name: string };
  readonly report: ObservationReport;
  /** Null where nobody knows. */
  readonly extent: ObservationExtent | null;
  readonly verdict: keyof ObserverCounts | null;
}

/** The operators' list: the latest reports, and the standing of those who sent them. */
export interface ObservationList {
  /** Whether the site takes reports at all; there are none where it does not. */
  readonly isOn: boolean;
  readonly observations: readonly ListedObservation[];
  readonly observers: readonly (Observer & {
    readonly name: string;
    readonly standing: ObserverStanding;
  })[];
}
