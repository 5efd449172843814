/** Octets of every message of Remote ID but a pack (ASTM F3411-22a, 5.4.5). */
export const MESSAGE_OCTETS = 25;
/** Most messages of a pack. */
export const PACK_MESSAGES_MAX = 9;

/** Message types, the upper half of a message's first octet. */
export const MESSAGE_TYPE = {
  basicId: 0,
  location: 1,
  authentication: 2,
  selfId: 3,
  system: 4,
  operatorId: 5,
  pack: 15,
} as const;

export interface BasicId {
  readonly type: "basic-id";
  /** ASTM F3411-22a, table 5: 1 serial number, 2 registration, 3 an id of traffic management, 4 of a session; 0 none. */
  readonly idType: number;
  /** Table 6: 1 aeroplane, 2 helicopter or multirotor, … */
  readonly aircraftType: number;
  /** Text, or hexadecimal digits where the id is binary; null where there is none. */
  readonly id: string | null;
}

export interface LocationMessage {
  readonly type: "location";
  /** 0 undeclared, 1 ground, 2 airborne, 3 emergency, 4 failure of Remote ID. */
  readonly status: number;
  readonly latitudeDeg: number | null;
  readonly longitudeDeg: number | null;
  /** Clockwise from true north. */
  readonly trackDeg: number | null;
  readonly speedMps: number | null;
  /** Upwards. */
  readonly climbMps: number | null;
  /** Height in the standard atmosphere. */
  readonly pressureAltitudeM: number | null;
  /** Above the WGS-84 ellipsoid. */
  readonly geometricHeightM: number | null;
  /** Above the take-off place or the ground. */
  readonly heightM: number | null;
  readonly heightReference: "take-off" | "ground";
  /** 95 % bounds; null where they are not stated. */
  readonly horizontalAccuracyM: number | null;
  readonly verticalAccuracyM: number | null;
  readonly pressureAccuracyM: number | null;
  readonly speedAccuracyMps: number | null;
  /** Seconds after the full hour, UTC. */
  readonly secondOfHour: number | null;
  readonly timeAccuracyS: number | null;
}

export interface AuthenticationPage {
  readonly type: "authentication";
  readonly authenticationType: number;
  readonly page: number;
  /** On page 0 only: the last page's number, octets of all, seconds since 2019-01-01. */
  readonly head: {
    readonly lastPage: number;
    readonly octets: number;
    readonly timeS: number;
  } | null;
  readonly data: Uint8Array;
}

export interface SelfId {
  readonly type: "self-id";
  /** 0 text, 1 emergency, 2 extended status. */
  readonly descriptionType: number;
  readonly text: string | null;
}

/** The operator's part. Where a person stands is personal data. */
export interface SystemMessage {
  readonly type: "system";
  /** 0 take-off place, 1 where the operator is, 2 a fixed place. */
  readonly operatorPlaceType: number;
  readonly operatorLatitudeDeg: number | null;
  readonly operatorLongitudeDeg: number | null;
  /** Above the WGS-84 ellipsoid. */
  readonly operatorHeightM: number | null;
  readonly areaCount: number;
  readonly areaRadiusM: number;
  readonly areaCeilingM: number | null;
  readonly areaFloorM: number | null;
  /** 1: the European Union's categories and classes. */
  readonly classificationType: number;
  readonly category: number;
  readonly class: number;
  /** Seconds since 2019-01-01; null where they are not given. */
  readonly timeS: number | null;
}

export interface OperatorId {
  readonly type: "operator-id";
  readonly idType: number;
  readonly id: string | null;
}

export type RemoteIdMessage =
  | BasicId
  | LocationMessage
  | AuthenticationPage
  | SelfId
  | SystemMessage
  | OperatorId;

export type RemoteIdReject =
  | "message-cut-off"
  | "unknown-message-type"
  | "pack-size"
  | "pack-in-pack"
  | "message-malformed";

export type MessageResult =
  | { readonly ok: true; readonly message: RemoteIdMessage }
  | { readonly ok: false; readonly reason: RemoteIdReject };
