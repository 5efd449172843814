/** One half of a compact position report: 17 bits each of latitude and longitude, even or odd. */
export interface CompactPosition {
  readonly isOdd: boolean;
  readonly latitude: number;
  readonly longitude: number;
}

export interface PlaceDeg {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

const STEPS = 131_072;
const ZONES = 15;

/**
 * Number of longitude zones at a latitude: NL = ⌊2π / acos(1 − (1 − cos(π/30)) / cos²φ)⌋, 1 beyond 87° and 59 at the
 * equator (RTCA DO-260B, A.1.7.2 d).
 */
export function longitudeZones(latitudeDeg: number): number {
  const size = Math.abs(latitudeDeg);
  if (size >= 87) return size > 87 ? 1 : 2;
  const cosine = Math.cos((size * Math.PI) / 180);
  const ratio = (1 - Math.cos(Math.PI / (2 * ZONES))) / (cosine * cosine);
  return Math.floor((2 * Math.PI) / Math.acos(1 - ratio));
}

/**
 * The place of the newer of an even and an odd report, anywhere in the world (DO-260B, A.1.7.5); null where they lie in
 * different longitude zones or come to no latitude: then they are no pair. Both must be airborne, and sent within
 * 10 s of each other.
 */
export function decodeGlobal(
  even: CompactPosition,
  odd: CompactPosition,
  isOddNewer: boolean,
): PlaceDeg | null {
  const latitudes = latitudesOfPair(even, odd, 360);
  const evenDeg = signed(latitudes.evenDeg, 360);
  const oddDeg = signed(latitudes.oddDeg, 360);
  if (Math.abs(evenDeg) > 90 || Math.abs(oddDeg) > 90) return null;
  if (longitudeZones(evenDeg) !== longitudeZones(oddDeg)) return null;
  const latitudeDeg = isOddNewer ? oddDeg : evenDeg;
  const longitudeDeg = longitudeOfPair(even, odd, isOddNewer, latitudeDeg, 360);
  return { latitudeDeg, longitudeDeg: signed(longitudeDeg, 360) };
}

/**
 * The place of the newer of an even and an odd report from the ground. They name a place in each quarter of the world;
 * the one nearest to `near`, the receiver, is meant (DO-260B, A.1.7.6).
 */
export function decodeGlobalSurface(
  even: CompactPosition,
  odd: CompactPosition,
  isOddNewer: boolean,
  near: PlaceDeg,
): PlaceDeg | null {
  const latitudes = latitudesOfPair(even, odd, 90);
  const nearest = (deg: number): number =>
    Math.abs(deg - near.latitudeDeg) <= Math.abs(deg - 90 - near.latitudeDeg) ? deg : deg - 90;
  const evenDeg = nearest(latitudes.evenDeg);
  const oddDeg = nearest(latitudes.oddDeg);
  if (longitudeZones(evenDeg) !== longitudeZones(oddDeg)) return null;
  const latitudeDeg = isOddNewer ? oddDeg : evenDeg;
  const quarterDeg = longitudeOfPair(even, odd, isOddNewer, latitudeDeg, 90);
  const away = signed(modulo(quarterDeg - near.longitudeDeg + 45, 90) - 45, 360);
  return { latitudeDeg, longitudeDeg: signed(modulo(near.longitudeDeg + away, 360), 360) };
}

/**
 * The place of one report, that of all it may mean which is nearest to `near` (DO-260B, A.1.7.4): right where the aircraft is
 * within half a zone of it, 180 NM in the air and 45 NM on the ground. Null where that is no latitude.
 */
export function decodeLocal(
  report: CompactPosition,
  near: PlaceDeg,
  surface: boolean,
): PlaceDeg | null {
  const rangeDeg = surface ? 90 : 360;
  const odd = report.isOdd ? 1 : 0;
  const latitudeDeg = nearestOf(
    report.latitude / STEPS,
    rangeDeg / (4 * ZONES - odd),
    near.latitudeDeg,
  );
  if (!(Math.abs(latitudeDeg) <= 90)) return null;
  const zones = Math.max(longitudeZones(latitudeDeg) - odd, 1);
  const longitudeDeg = nearestOf(report.longitude / STEPS, rangeDeg / zones, near.longitudeDeg);
  return { latitudeDeg, longitudeDeg: signed(modulo(longitudeDeg, 360), 360) };
}

/** Of the places `share` through a zone `zoneDeg` wide, the one nearest to `nearDeg`. */
function nearestOf(share: number, zoneDeg: number, nearDeg: number): number {
  const zone =
    Math.floor(nearDeg / zoneDeg) + Math.floor(0.5 + modulo(nearDeg, zoneDeg) / zoneDeg - share);
  return zoneDeg * (zone + share);
}

function latitudesOfPair(even: CompactPosition, odd: CompactPosition, rangeDeg: number) {
  const evenShare = even.latitude / STEPS;
  const oddShare = odd.latitude / STEPS;
  const zone = Math.floor(59 * evenShare - 60 * oddShare + 0.5);
  return {
    evenDeg: (rangeDeg / 60) * (modulo(zone, 60) + evenShare),
    oddDeg: (rangeDeg / 59) * (modulo(zone, 59) + oddShare),
  };
}

function longitudeOfPair(
  even: CompactPosition,
  odd: CompactPosition,
  isOddNewer: boolean,
  latitudeDeg: number,
  rangeDeg: number,
): number {
  const zones = longitudeZones(latitudeDeg);
  const own = Math.max(zones - (isOddNewer ? 1 : 0), 1);
  const evenShare = even.longitude / STEPS;
  const oddShare = odd.longitude / STEPS;
  const zone = Math.floor(evenShare * (zones - 1) - oddShare * zones + 0.5);
  return (rangeDeg / own) * (modulo(zone, own) + (isOddNewer ? oddShare : evenShare));
}

const modulo = (value: number, divisor: number): number =>
  value - divisor * Math.floor(value / divisor);

/** From 0 … range to −range/2 … range/2. */
const signed = (deg: number, rangeDeg: number): number =>
  deg >= rangeDeg / 2 ? deg - rangeDeg : deg;
