import type { TimeUs } from "@tocsin/core";
import type { Aircraft, Timed } from "./aircraft.ts";
import type { AircraftReport } from "./decode/aircraft-report.ts";
import type { ModeSMessage } from "./decode/mode-s.ts";
import type { SquitterContent } from "./decode/squitter.ts";
import type { VelocityContent } from "./decode/squitter-velocity.ts";

const KNOT_MPS = 1_852 / 3_600;
const FOOT_M = 0.3048;

/** Puts what a squitter says, but for a position, into the aircraft's state. */
export function takeSquitter(aircraft: Aircraft, content: SquitterContent, timeUs: TimeUs): void {
  switch (content.kind) {
    case "identification":
      if (content.callsign !== null) aircraft.callsign = { value: content.callsign, timeUs };
      return;
    case "velocity":
      takeVelocity(aircraft, content, timeUs);
      return;
    case "emergency":
      aircraft.emergency = { value: content.state, timeUs };
      if (content.squawk !== null) aircraft.squawk = { value: content.squawk, timeUs };
      return;
    case "target-state":
      aircraft.nacP = { value: content.nacP, timeUs };
      return;
    case "operational-status":
      if (content.version >= 1) aircraft.nacP = { value: content.nacP, timeUs };
      aircraft.gva = { value: content.gva, timeUs };
      return;
    case "airborne-position":
      takeAltitude(aircraft, content, timeUs);
      return;
    case "surface-position":
      if (content.groundSpeedKt !== null && content.trackDeg !== null) {
        const velocity = polar(content.groundSpeedKt, content.trackDeg);
        aircraft.velocity = { value: { ...velocity, upMps: 0, nacV: null }, timeUs };
      }
      return;
    case "other":
  }
}

function takeAltitude(
  aircraft: Aircraft,
  content: Extract<SquitterContent, { kind: "airborne-position" }>,
  timeUs: TimeUs,
): void {
  if (content.altitudeFt === null) return;
  const altitude = { value: content.altitudeFt, timeUs };
  if (content.altitudeSource === "geometric") aircraft.geometricHeightFt = altitude;
  else aircraft.pressureAltitudeFt = altitude;
}

function takeVelocity(aircraft: Aircraft, content: VelocityContent, timeUs: TimeUs): void {
  const { ground, climbFtPerMin, geometricMinusPressureFt, nacV } = content;
  if (geometricMinusPressureFt !== null)
    aircraft.geometricMinusPressureFt = { value: geometricMinusPressureFt, timeUs };
  if (ground === null) return;
  aircraft.velocity = {
    value: {
      eastMps: ground.eastKt * KNOT_MPS,
      northMps: ground.northKt * KNOT_MPS,
      upMps: climbFtPerMin === null ? null : (climbFtPerMin * FOOT_M) / 60,
      nacV,
    },
    timeUs,
  };
}

/** Puts a reply to an interrogator into the state of the aircraft whose address it was made with. */
export function takeReply(
  aircraft: Aircraft,
  reply: Extract<ModeSMessage, { kind: "reply" }>,
  timeUs: TimeUs,
): void {
  if (reply.altitudeFt !== null) aircraft.pressureAltitudeFt = { value: reply.altitudeFt, timeUs };
  if (reply.squawk !== null) aircraft.squawk = { value: reply.squawk, timeUs };
  if (reply.callsign !== null) aircraft.callsign = { value: reply.callsign, timeUs };
}

/** Puts what another program decoded, but for the position, into the aircraft's state. */
export function takeReport(aircraft: Aircraft, report: AircraftReport, timeUs: TimeUs): void {
  aircraft.callsign = newer(report.callsign, timeUs, aircraft.callsign);
  aircraft.squawk = newer(report.squawk, timeUs, aircraft.squawk);
  aircraft.pressureAltitudeFt = newer(
    report.pressureAltitudeFt,
    timeUs,
    aircraft.pressureAltitudeFt,
  );
  aircraft.geometricHeightFt = newer(report.geometricHeightFt, timeUs, aircraft.geometricHeightFt);
  aircraft.nacP = newer(report.nacP, timeUs, aircraft.nacP);
  aircraft.gva = newer(report.gva, timeUs, aircraft.gva);
  if (report.groundSpeedKt === null || report.trackDeg === null) return;
  const climb = report.climbFtPerMin;
  aircraft.velocity = {
    value: {
      ...polar(report.groundSpeedKt, report.trackDeg),
      upMps: climb === null ? null : (climb * FOOT_M) / 60,
      nacV: report.nacV,
    },
    timeUs,
  };
}

const newer = <T>(value: T | null, timeUs: TimeUs, before: Timed<T> | null): Timed<T> | null =>
  value === null ? before : { value, timeUs };

function polar(speedKt: number, trackDeg: number) {
  const track = (trackDeg * Math.PI) / 180;
  return {
    eastMps: speedKt * KNOT_MPS * Math.sin(track) + 0,
    northMps: speedKt * KNOT_MPS * Math.cos(track) + 0,
  };
}
