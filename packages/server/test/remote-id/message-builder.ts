/** Messages of 25 octets, made field by field from the standard's tables. */

const message = (type: number): DataView => {
  const view = new DataView(new ArrayBuffer(25));
  view.setUint8(0, (type << 4) | 2);
  return view;
};
const octets = (view: DataView): Uint8Array => new Uint8Array(view.buffer);

const text = (view: DataView, at: number, value: string): void => {
  for (let index = 0; index < value.length; index++)
    view.setUint8(at + index, value.codePointAt(index) ?? 0);
};

export function basicId(id: string, idType = 1, aircraftType = 2): Uint8Array {
  const view = message(0);
  view.setUint8(1, (idType << 4) | aircraftType);
  text(view, 2, id);
  return octets(view);
}

export interface LocationParts {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly trackDeg?: number;
  readonly speedMps?: number;
  readonly climbMps?: number;
  readonly geometricHeightM?: number;
  readonly pressureAltitudeM?: number;
  readonly heightM?: number;
  readonly secondOfHour?: number;
  readonly accuracy?: number;
  readonly verticalAccuracy?: number;
}

/** What is not given is unknown. */
export function location(parts: LocationParts): Uint8Array {
  const view = message(1);
  const { trackDeg = 361, speedMps } = parts;
  const isWest = trackDeg >= 180;
  const isCoarse = speedMps === undefined || speedMps > 63.75;
  view.setUint8(1, (2 << 4) | (isWest ? 2 : 0) | (isCoarse ? 1 : 0));
  view.setUint8(2, isWest ? trackDeg - 180 : trackDeg);
  const speed = speedMps ?? 255;
  view.setUint8(3, Math.round(isCoarse ? (speed - 63.75) / 0.75 : speed / 0.25));
  view.setInt8(4, Math.round((parts.climbMps ?? 63) / 0.5));
  view.setInt32(5, Math.round(parts.latitudeDeg * 1e7), true);
  view.setInt32(9, Math.round(parts.longitudeDeg * 1e7), true);
  const altitude = (at: number, metres: number | undefined): void =>
    view.setUint16(at, Math.round(((metres ?? -1_000) + 1_000) * 2), true);
  altitude(13, parts.pressureAltitudeM);
  altitude(15, parts.geometricHeightM);
  altitude(17, parts.heightM);
  view.setUint8(19, (parts.accuracy ?? 0) | ((parts.verticalAccuracy ?? 0) << 4));
  const tenths = parts.secondOfHour === undefined ? 0xffff : Math.round(parts.secondOfHour * 10);
  view.setUint16(21, tenths, true);
  return octets(view);
}

export function system(operatorLatitudeDeg: number, operatorLongitudeDeg: number): Uint8Array {
  const view = message(4);
  view.setUint8(1, (1 << 2) | 1);
  view.setInt32(2, Math.round(operatorLatitudeDeg * 1e7), true);
  view.setInt32(6, Math.round(operatorLongitudeDeg * 1e7), true);
  view.setUint16(10, 1, true);
  view.setUint8(12, 5);
  view.setUint16(13, 2_240, true);
  view.setUint8(17, (1 << 4) | 2);
  view.setUint16(18, 2_900, true);
  view.setUint32(20, 200_000_000, true);
  return octets(view);
}

export function selfId(description: string): Uint8Array {
  const view = message(3);
  text(view, 2, description);
  return octets(view);
}

export function operatorId(id: string): Uint8Array {
  const view = message(5);
  text(view, 2, id);
  return octets(view);
}

export function authentication(page: number, lastPage: number, length: number): Uint8Array {
  const view = message(2);
  view.setUint8(1, (1 << 4) | page);
  if (page === 0) {
    view.setUint8(2, lastPage);
    view.setUint8(3, length);
    view.setUint32(4, 123_456_789, true);
  }
  return octets(view);
}

export const pack = (...messages: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from([0xf2, 25, messages.length, ...messages.flatMap((each) => [...each])]);

const ADDRESS = [0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f];
export const TRANSMITTER = "0a:1b:2c:3d:4e:5f";

/** A beacon with the vendor element of Remote ID, behind a network's name. */
export function beacon(content: Uint8Array, counter = 7): Uint8Array {
  const header = [0x80, 0, 0, 0, ...Array<number>(6).fill(0xff), ...ADDRESS, ...ADDRESS, 0, 0];
  const name = [0, 4, 0x64, 0x72, 0x6f, 0x6e];
  const element = [0xfa, 0x0b, 0xbc, 0x0d, counter, ...content];
  return Uint8Array.from([
    ...header,
    ...Array<number>(12).fill(0),
    ...name,
    0xdd,
    element.length,
    ...element,
  ]);
}

/** The same in a NAN action frame. */
export function nanAction(content: Uint8Array, counter = 7): Uint8Array {
  const header = [0xd0, 0, 0, 0, ...Array<number>(6).fill(0x51), ...ADDRESS, ...ADDRESS, 0, 0];
  const info = [counter, ...content];
  const service = [0x88, 0x69, 0x19, 0x9d, 0x92, 0x09, 1, 0, 0x10, info.length, ...info];
  return Uint8Array.from([
    ...header,
    0x04,
    0x09,
    0x50,
    0x6f,
    0x9a,
    0x13,
    0x03,
    service.length & 255,
    service.length >>> 8,
    ...service,
  ]);
}

/** The same in a Bluetooth advertisement: one message, or extended a pack. */
export function advertisement(content: Uint8Array, isExtended = false): Uint8Array {
  const data = [content.length + 5, 0x16, 0xfa, 0xff, 0x0d, 7, ...content];
  const address = ADDRESS.toReversed();
  const body = isExtended ? [7, 1, ...address, ...data] : [...address, ...data];
  return Uint8Array.from([0xd6, 0xbe, 0x89, 0x8e, isExtended ? 7 : 2, body.length, ...body]);
}
