import type { RecipientState } from "../channel.ts";
import type {
  DecisionStage,
  DefenceState,
  EngagementOutcome,
  Mode,
  ObjectClass,
  OfficialMessageType,
  OfficialSignature,
  OfficialStatus,
  ReasonCode,
  SensorKind,
  SensorStatus,
  TimeUs,
  CellVerdict,
  Standing,
  TrackStatus,
  TrustClass,
  WarningStage,
} from "@tocsin/core";
import type { ShownDrill } from "../drill/drill.ts";
import type { Operations } from "../operators/operations.ts";
import type { PictureSelfTest } from "./self-test.ts";

/** Degrees at the edge: latitude, then longitude, as everywhere outside core. */
export type LatLonDeg = readonly [latitudeDeg: number, longitudeDeg: number];

/**
 * Everything a screen shows of one moment, whether it is now or was recorded: a live stream sends the latest, a
 * recording is a row of them. Plain JSON. What is long (trails, lists) is bounded by {@link PICTURE_LIMITS}.
 */
export interface Picture {
  readonly timeUs: TimeUs;
  readonly mode: Mode;
  readonly protection: ProtectionSummary;
  readonly tracks: readonly PictureTrack[];
  readonly areas: readonly PictureArea[];
  readonly sensors: readonly PictureSensor[];
  /** Of inputs that gave something that was not used: what, and how much. */
  readonly inputs: readonly PictureInput[];
  /** The weather that flights are projected through; left out where nobody knows it. */
  readonly weather?: PictureWeather | undefined;
  readonly defences: readonly PictureDefence[];
  /** The latest first. */
  readonly decisions: readonly PictureDecision[];
  readonly warnings: readonly PictureWarning[];
  /** What authorities say, the latest first; left out where none says anything. */
  readonly official?: readonly PictureOfficial[] | undefined;
  /** What is reported of objects that defences engaged, the latest first; left out where nothing is. */
  readonly engagements?: readonly PictureEngagement[] | undefined;
  readonly faults: readonly PictureFault[];
  readonly automation: boolean;
  /** Sirens and others that warnings are carried to and that are known by name; left out where there are none. */
  readonly recipients?: readonly PictureRecipient[] | undefined;
  /** What people can do now, and what waits for a second person; left out of recordings. */
  readonly operations?: Operations | undefined;
  /** How the post's tests of itself go; left out of recordings, and where there are none. */
  readonly selfTest?: PictureSelfTest | undefined;
  /** A drill beside the post; left out where there is none. */
  readonly drill?: ShownDrill | undefined;
}

export interface PictureWeather {
  readonly source: string;
  readonly observedUs: TimeUs;
  readonly untilUs: TimeUs;
  /** At some heights over the ground, the lowest first. */
  readonly winds: readonly {
    readonly aboveM: number;
    readonly fromDeg: number;
    readonly speedMps: number;
  }[];
}

/** How one siren behind a channel is. */
export interface PictureRecipient extends RecipientState {
  readonly channelId: string;
}

export const PICTURE_LIMITS = {
  tracks: 2_000,
  trailPoints: 40,
  decisions: 100,
  warnings: 50,
  faults: 50,
  rejections: 12,
  official: 20,
  engagements: 50,
  recipients: 512,
} as const;

/** The one element that says whether it is protecting. */
export interface ProtectionSummary {
  readonly status: "protecting" | "degraded" | "not-protecting";
  readonly sinceUs: TimeUs;
  /** What is wrong, in plain words, the worst first; empty when nothing is. */
  readonly because: readonly string[];
}

export interface PictureTrack {
  readonly id: string;
  /** Short name for people: T1, T2 … in the order of confirmation. */
  readonly label: string;
  readonly status: TrackStatus;
  readonly place: LatLonDeg;
  readonly heightM: number;
  /** 90 % ellipse of the position: semi-axes, and the bearing of the longer one clockwise from north. */
  readonly ellipse: EllipseM;
  readonly speedMps: number;
  readonly courseDeg: number;
  readonly climbMps: number;
  readonly existence: number;
  readonly class: ObjectClass;
  readonly classProbability: number;
  readonly identity: string | null;
  /** What speaks against that: how it flies, or that nobody sees it where it says it is; left out where nothing does. */
  readonly claimContradictedBy?: "flight" | "place" | undefined;
  /** Of its word: how far it is doubted and for what, and the emergency it tells of; left out where there is nothing to say. */
  readonly claim?: PictureClaim | undefined;
  /** Who has seen it. */
  readonly sources: PictureSources;
  /** It flies an announced friendly flight, and so is not warned of: the latest decisions on it say so. */
  readonly masked: boolean;
  /** The lost track that it may go on from, by its label, and how probably; left out where there is none. */
  readonly continues?: { readonly label: string; readonly probability: number } | undefined;
  readonly lastSensedUs: TimeUs;
  /** Older places, oldest first. */
  readonly trail: readonly LatLonDeg[];
  /** Where it would come down; null for what flies. */
  readonly impact: PictureImpact | null;
  /** Areas that it is warned for. */
  readonly threatens: readonly string[];
}

export interface PictureClaim {
  /** 0 nothing against it … 1 certainly made up. */
  readonly spoofScore: number;
  /** In words that follow `it`. */
  readonly doubts: readonly string[];
  readonly emergency: string | null;
}

export interface PictureSources {
  /** How many of them could not be wrong by one and the same cause. */
  readonly independent: number;
  /** The same of those that are authenticated. */
  readonly authenticated: number;
  /** Sensors that share something, in words; one that shares nothing with the others stands alone. */
  readonly groups: readonly {
    readonly sensorIds: readonly string[];
    readonly shared: readonly string[];
  }[];
}

export interface EllipseM {
  readonly majorM: number;
  readonly minorM: number;
  readonly bearingDeg: number;
}

export interface PictureImpact {
  readonly place: LatLonDeg;
  readonly ellipse: EllipseM;
  /** 90 % window. */
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  /** Probability that it falls at all rather than flies. */
  readonly weight: number;
}

export interface PictureArea {
  readonly id: string;
  /** null: nothing is said to its people now. */
  readonly stage: Extract<WarningStage, "pre-alert" | "take-cover"> | null;
  readonly sinceUs: TimeUs | null;
  readonly arrivalFromUs: TimeUs | null;
  readonly arrivalToUs: TimeUs | null;
  readonly expiresUs: TimeUs | null;
  readonly threats: readonly string[];
  readonly protection: "protecting" | "degraded" | "not-protecting" | "not-asked";
  /** Directions from which something would not be seen in time. */
  readonly blind: readonly BlindSector[];
  /** Its two decision paths said opposite things in the last minute; absent: they did not. */
  readonly pathsDisagree?: boolean | undefined;
  /** Its people would be told something, had nobody switched that off; absent: nothing is held back. */
  readonly heldBack?: PictureHeldBack | undefined;
  /** How many of its people said that they are safe since they were last told to take cover; absent: nobody was asked. */
  readonly safe?: number | undefined;
}

/** What nobody is told of because people chose so. */
export interface PictureHeldBack {
  /** Reason code: automatic warning is off, or held back in this area. */
  readonly because: string;
  readonly sinceUs: TimeUs;
  /** Of the earliest to arrive. */
  readonly arrivalFromUs: TimeUs | null;
  readonly arrivalToUs: TimeUs | null;
  readonly objects: number;
}

export interface BlindSector {
  readonly kind: string;
  readonly heightM: number;
  readonly fromDeg: number;
  readonly toDeg: number;
  readonly because: string;
  /** Seconds of warning there would be; null when it would never be seen. */
  readonly warningS: number | null;
}

export interface PictureSensor {
  readonly id: string;
  readonly status: SensorStatus;
  readonly sinceUs: TimeUs;
  readonly reason: string;
  readonly lastLookUs: TimeUs | null;
  /** `fresh`: a look came within what the site file allows; `stale`: none did; `unknown`: none ever came. */
  readonly staleness: "fresh" | "stale" | "unknown";
  /** Of its latest look; null before the first. */
  readonly times: PictureTimes | null;
  /** Lately; null before the first look. */
  readonly looksPerS: number | null;
  /** Reports of it that were dropped unread, by input and reason; counts since the start. */
  readonly dropped: readonly PictureDrop[];
  /** What its data has shown of it; null while nothing has. */
  readonly conduct: PictureConduct | null;
  /** How wrong it reads, found while it works and corrected; null while nothing is known of it. */
  readonly registration: PictureRegistration | null;
}

export interface PictureConduct {
  /** What its data has earned; `unproven`: there was too little to compare it with. */
  readonly standing: Standing;
  /** Why, in sentences, what speaks against it first. */
  readonly text: readonly string[];
  /** What it saw of objects that others reported in its claimed coverage; null while it was asked of none. */
  readonly observed: PictureObserved | null;
  /** The same by direction and distance, of where it was asked. */
  readonly cells: readonly PictureCell[];
}

/** A piece of a sensor's cover by direction, distance and height above the ground. */
export interface PictureCell extends PictureObserved {
  readonly azimuthFromDeg: number;
  readonly azimuthToDeg: number;
  readonly rangeFromM: number;
  readonly rangeToM: number;
  readonly heightFromM: number;
  /** Null: without end. */
  readonly heightToM: number | null;
}

/** A share that was seen, with the interval that holds the true one 19 times in 20, beside the one that is claimed. */
export interface PictureObserved {
  readonly asked: number;
  readonly found: number;
  readonly share: number;
  readonly least: number;
  readonly greatest: number;
  readonly claimed: number;
  /** Objects that it was asked about; null where a recording does not tell. */
  readonly flights: number | null;
  /** Certainly less than claimed is seen; what is seen agrees with the claim; too little flew there to say. */
  readonly verdict: CellVerdict;
}

export interface PictureTimes {
  /** By the sensor's own clock. */
  readonly sensedUs: TimeUs;
  readonly receivedUs: TimeUs;
  /** When all that followed was decided and handed on; null in a recording, which does not hold it. */
  readonly decidedUs: TimeUs | null;
  /** How old its reports come, and how long until they are decided on, lately. */
  readonly usualAgeS: number;
  readonly usualDecideS: number | null;
}

export interface PictureDrop {
  readonly input: string;
  readonly reason: string;
  readonly count: number;
}

export interface PictureInput {
  readonly id: string;
  /** The most frequent first. */
  readonly rejected: readonly {
    readonly reason: string;
    /** The sensor whose reports were dropped, where it is known. */
    readonly sensor: string | null;
    readonly count: number;
    readonly last: string;
  }[];
}

/** One value and one sigma for each of range, azimuth, elevation and clock: positive is long, clockwise, high and late. */
export interface PictureBiases {
  readonly rangeM: number;
  readonly rangeSigmaM: number;
  readonly azimuthDeg: number;
  readonly azimuthSigmaDeg: number;
  readonly elevationDeg: number;
  readonly elevationSigmaDeg: number;
  readonly clockS: number;
  readonly clockSigmaS: number;
}

export interface PictureRegistration {
  /** In words that follow the sensor's name. */
  readonly text: string;
  /** From how many pairs of detections by it and another sensor. */
  readonly pairs: number;
  /** Against the truth, and against the mean of the sensors that see what it sees. */
  readonly absolute: PictureBiases;
  readonly relative: PictureBiases;
}

export interface PictureDefence {
  readonly id: string;
  readonly state: DefenceState;
  readonly sinceUs: TimeUs | null;
  /** Who reported it. */
  readonly by: string | null;
  /** Who holds it back, and why; left out where the report does not say. */
  readonly inhibitedBy?: string | undefined;
  readonly reason?: string | undefined;
  /** What it reaches and protects by its last report; left out where only the site file says. */
  readonly reachM?: number | undefined;
  readonly protectsAreas?: readonly string[] | undefined;
}

/** What is reported of one object: the latest report of each, so that an object has one outcome. */
export interface PictureEngagement {
  readonly timeUs: TimeUs;
  readonly defence: string;
  readonly object: string;
  readonly outcome: EngagementOutcome | "disputed";
  readonly by: string;
}

/** An authority's message, which is no warning of ours. */
export interface PictureOfficial {
  readonly id: string;
  /** When it reached this post. */
  readonly timeUs: TimeUs;
  readonly source: string;
  readonly status: OfficialStatus;
  readonly messageType: OfficialMessageType;
  /** `over`: it has expired, or is no warning. */
  readonly state: "running" | "updated" | "cancelled" | "over";
  readonly headline: string;
  readonly instruction: string | null;
  readonly severity: string | null;
  readonly languages: readonly string[];
  /** Areas of the site that it concerns. */
  readonly areas: readonly string[];
  /** What it outlines, as long as it is running; left out where it outlines nothing. */
  readonly outline?: PictureOutline | undefined;
  /** Names of places of which it is not known where they lie. */
  readonly unplaced: readonly string[];
  readonly sentUs: TimeUs;
  /** null: it does not say. */
  readonly expiresUs: TimeUs | null;
  readonly signature: OfficialSignature;
  readonly receipts: PictureWarning["receipts"];
}

/** Polygons, not closed and perhaps with fewer corners than they came with, and circles: to be drawn, not to be measured. */
export interface PictureOutline {
  readonly rings: readonly (readonly LatLonDeg[])[];
  readonly circles: readonly { readonly place: LatLonDeg; readonly radiusM: number }[];
}

export interface PictureDecision {
  readonly number: number;
  readonly timeUs: TimeUs;
  readonly trackId: string;
  readonly trackLabel: string;
  readonly areaId: string | null;
  readonly stage: DecisionStage;
  readonly reasons: readonly ReasonCode[];
  readonly probability: number;
  readonly threshold: number;
  readonly missDistanceM: number;
  readonly final: boolean;
  /** One sentence. */
  readonly text: string;
}

export interface PictureWarning {
  readonly timeUs: TimeUs;
  readonly areaId: string;
  readonly stage: WarningStage;
  readonly action: string;
  readonly episode: number;
  readonly version: number;
  readonly headline: string;
  readonly instruction: string;
  /** What each channel said of it so far. */
  readonly receipts: readonly PictureReceipt[];
}

export interface PictureReceipt {
  readonly channelId: string;
  readonly outcome: string;
  readonly detail: string;
  /** Of those behind the channel, where it knows them by name. */
  readonly recipients?:
    | {
        readonly total: number;
        /** How many have it, and of these how many say that they act on it. */
        readonly reached: number;
        readonly acknowledged: number;
        /** Who has not answered, or said that it failed, the first eight, and since when that is waited for. */
        readonly missing: readonly {
          readonly id: string;
          readonly sinceUs: TimeUs;
          readonly failed: boolean;
        }[];
      }
    | undefined;
}

export interface PictureFault {
  readonly timeUs: TimeUs;
  readonly code: string;
  readonly subject: string;
  readonly detail: string;
}

/** What does not change from moment to moment: the site, for a map. */
export interface PictureSite {
  readonly id: string;
  readonly name: string;
  readonly mode: Mode;
  readonly origin: LatLonDeg;
  readonly timeZone: string | null;
  readonly areas: readonly {
    readonly id: string;
    readonly name: string;
    readonly owner: string;
    readonly protection: "protected" | "subscribed" | "none";
    readonly people: number;
    readonly shelterS: number;
    /** Outer ring, then holes, not closed. */
    readonly rings: readonly (readonly LatLonDeg[])[];
  }[];
  readonly sensors: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: SensorKind;
    readonly place: LatLonDeg;
    readonly rangeMinM: number;
    readonly rangeMaxM: number;
    readonly azimuthFromDeg: number;
    readonly azimuthWidthDeg: number;
    readonly periodS: number;
    readonly trustClass: TrustClass;
    /** Silent for longer, it is stale; 0: never. */
    readonly staleAfterS: number;
    /** What it shares with other sensors of the site, in words, and with which. */
    readonly shares: readonly { readonly what: string; readonly with: readonly string[] }[];
  }[];
  readonly defences: readonly {
    readonly id: string;
    readonly name: string;
    readonly owner: string;
    readonly place: LatLonDeg;
    readonly reachM: number;
    readonly protectsAreas: readonly string[];
    readonly notional: boolean;
  }[];
}
