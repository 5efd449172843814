import {
  cases,
  compound,
  count,
  extended,
  flags,
  group,
  icao,
  item,
  quantity,
  raw,
  repeated,
  signed,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";

const latitude24 = signed("LAT", 24, 180 / 8_388_608, "°");
const longitude24 = signed("LON", 24, 180 / 8_388_608, "°");

const trajectoryIntent = sub(
  "TID",
  "Trajectory Intent Data",
  repeated(
    group(
      ...flags("TCA", "NC"),
      raw("TCPN", 6),
      signed("ALT", 16, 10, "ft"),
      latitude24,
      longitude24,
      raw("PT", 4),
      raw("TD", 2),
      ...flags("TRA", "TOA"),
      unsigned("TOV", 24, 1, "s"),
      unsigned("TTR", 16, 0.01, "NM"),
    ),
  ),
);

const capability = sub(
  "COM",
  "Communications/ACAS Capability and Flight Status",
  group(
    raw("COM", 3),
    raw("STAT", 3),
    spare(2),
    ...flags("SSC", "ARC", "AIC", "B1A"),
    raw("B1B", 4),
  ),
);

const meteorology = sub(
  "MET",
  "Meteorological Data",
  group(
    ...flags("WS", "WD", "TMP", "TRB"),
    spare(4),
    unsigned("WSD", 16, 1, "kt"),
    unsigned("WDD", 16, 1, "°"),
    signed("TMPD", 16, 0.25, "°C"),
    count("TRBD", 8),
  ),
);

export const aircraftDerivedData = item(
  "380",
  "Aircraft Derived Data",
  compound(
    sub("ADR", "Target Address", raw("", 24)),
    sub("ID", "Target Identification", icao("", 48)),
    sub("MHG", "Magnetic Heading", unsigned("", 16, 360 / 65_536, "°")),
    sub(
      "IAS",
      "Indicated Airspeed/Mach No",
      group(
        raw("IM", 1),
        cases("IAS", 15, "IM", [quantity(1 / 16_384, "NM/s"), quantity(0.001, "Mach")]),
      ),
    ),
    sub("TAS", "True Airspeed", unsigned("", 16, 1, "kt")),
    sub(
      "SAL",
      "Selected Altitude",
      group(raw("SAS", 1), raw("SRC", 2), signed("ALT", 13, 25, "ft")),
    ),
    sub(
      "FSS",
      "Final State Selected Altitude",
      group(...flags("MV", "AH", "AM"), signed("ALT", 13, 25, "ft")),
    ),
    sub("TIS", "Trajectory Intent Status", extended([...flags("NAV", "NVB"), spare(5)])),
    trajectoryIntent,
    capability,
    sub(
      "SAB",
      "Status Reported by ADS-B",
      group(raw("AC", 2), raw("MN", 2), raw("DC", 2), raw("GBS", 1), spare(6), raw("STAT", 3)),
    ),
    sub("ACS", "ACAS Resolution Advisory Report", raw("", 56)),
    sub("BVR", "Barometric Vertical Rate", signed("", 16, 6.25, "ft/min")),
    sub("GVR", "Geometric Vertical Rate", signed("", 16, 6.25, "ft/min")),
    sub("RAN", "Roll Angle", signed("", 16, 0.01, "°")),
    sub(
      "TAR",
      "Track Angle Rate",
      group(raw("TI", 2), spare(6), signed("ROT", 7, 0.25, "°/s"), spare(1)),
    ),
    sub("TAN", "Track Angle", unsigned("", 16, 360 / 65_536, "°")),
    sub("GS", "Ground Speed", signed("", 16, 1 / 16_384, "NM/s")),
    sub("VUN", "Velocity Uncertainty", raw("", 8)),
    meteorology,
    sub("EMC", "Emitter Category", raw("", 8)),
    sub("POS", "Position", group(latitude24, longitude24)),
    sub("GAL", "Geometric Altitude", signed("", 16, 6.25, "ft")),
    sub("PUN", "Position Uncertainty", group(spare(4), raw("PUN", 4))),
    sub("BDSDATA", "BDS Register DATA", repeated(raw("", 64))),
    sub("IAR", "Indicated Airspeed", unsigned("", 16, 1, "kt")),
    sub("MAC", "Mach Number", unsigned("", 16, 0.008, "Mach")),
    sub("BPS", "Barometric Pressure Setting", group(spare(4), unsigned("BPS", 12, 0.1, "mb"))),
  ),
);
