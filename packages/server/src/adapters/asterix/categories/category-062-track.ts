import type { SubitemSpec } from "../codec/item-spec.ts";
import {
  compound,
  flags,
  group,
  item,
  octal,
  raw,
  signed,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";

/** One octet in quarters of a second, "maximum value or above" at the top. */
const age = (name: string, title: string): SubitemSpec =>
  sub(name, title, unsigned("", 8, 0.25, "s"));

export const updateAges = item(
  "290",
  "System Track Update Ages",
  compound(
    age("TRK", "Track Age"),
    age("PSR", "PSR Age"),
    age("SSR", "SSR Age"),
    age("MDS", "Mode S Age"),
    sub("ADS", "ADS-C Age", unsigned("", 16, 0.25, "s")),
    age("ES", "ADS-B Extended Squitter Age"),
    age("VDL", "ADS-B VDL Mode 4 Age"),
    age("UAT", "ADS-B UAT Age"),
    age("LOP", "Loop Age"),
    age("MLT", "Multilateration Age"),
  ),
);

export const trackDataAges = item(
  "295",
  "Track Data Ages",
  compound(
    age("MFL", "Measured Flight Level Age"),
    age("MD1", "Mode 1 Age"),
    age("MD2", "Mode 2 Age"),
    age("MDA", "Mode 3/A Age"),
    age("MD4", "Mode 4 Age"),
    age("MD5", "Mode 5 Age"),
    age("MHG", "Magnetic Heading Age"),
    age("IAS", "Indicated Airspeed / Mach Nb Age"),
    age("TAS", "True Airspeed Age"),
    age("SAL", "Selected Altitude Age"),
    age("FSS", "Final State Selected Altitude Age"),
    age("TID", "Trajectory Intent Age"),
    age("COM", "Communication/ACAS Capability and Flight Status Age"),
    age("SAB", "Status Reported by ADS-B Age"),
    age("ACS", "ACAS Resolution Advisory Report Age"),
    age("BVR", "Barometric Vertical Rate Age"),
    age("GVR", "Geometrical Vertical Rate Age"),
    age("RAN", "Roll Angle Age"),
    age("TAR", "Track Angle Rate Age"),
    age("TAN", "Track Angle Age"),
    age("GSP", "Ground Speed Age"),
    age("VUN", "Velocity Uncertainty Age"),
    age("MET", "Meteorological Data Age"),
    age("EMC", "Emitter Category Age"),
    age("POS", "Position Age"),
    age("GAL", "Geometric Altitude Age"),
    age("PUN", "Position Uncertainty Age"),
    age("MB", "BDS Register Data Age"),
    age("IAR", "Indicated Airspeed Data Age"),
    age("MAC", "Mach Number Data Age"),
    age("BPS", "Barometric Pressure Setting Data Age"),
  ),
);

export const measuredInformation = item(
  "340",
  "Measured Information",
  compound(
    sub("SID", "Sensor Identification", group(raw("SAC", 8), raw("SIC", 8))),
    sub(
      "POS",
      "Measured Position",
      group(unsigned("RHO", 16, 1 / 256, "NM"), unsigned("THETA", 16, 360 / 65_536, "°")),
    ),
    sub("HEIGHT", "Measured 3-D Height", signed("", 16, 25, "ft")),
    sub(
      "MDC",
      "Last Measured Mode C Code",
      group(...flags("V", "G"), signed("LMC", 14, 1 / 4, "FL")),
    ),
    sub(
      "MDA",
      "Last Measured Mode 3/A Code",
      group(...flags("V", "G", "L"), spare(1), octal("MODE3A", 12)),
    ),
    sub("TYP", "Report Type", group(raw("TYP", 3), ...flags("SIM", "RAB", "TST"), spare(2))),
  ),
);

export const estimatedAccuracies = item(
  "500",
  "Estimated Accuracies",
  compound(
    sub(
      "APC",
      "Estimated Accuracy Of Track Position (Cartesian)",
      group(unsigned("X", 16, 0.5, "m"), unsigned("Y", 16, 0.5, "m")),
    ),
    sub("COV", "XY Covariance Component", signed("", 16, 0.5, "m")),
    sub(
      "APW",
      "Estimated Accuracy Of Track Position (WGS-84)",
      group(unsigned("LAT", 16, 180 / 33_554_432, "°"), unsigned("LON", 16, 180 / 33_554_432, "°")),
    ),
    sub(
      "AGA",
      "Estimated Accuracy Of Calculated Track Geometric Altitude",
      unsigned("", 8, 6.25, "ft"),
    ),
    sub(
      "ABA",
      "Estimated Accuracy Of Calculated Track Barometric Altitude",
      unsigned("", 8, 0.25, "FL"),
    ),
    sub(
      "ATV",
      "Estimated Accuracy Of Track Velocity (Cartesian)",
      group(unsigned("X", 8, 0.25, "m/s"), unsigned("Y", 8, 0.25, "m/s")),
    ),
    sub(
      "AA",
      "Estimated Accuracy Of Acceleration (Cartesian)",
      group(unsigned("X", 8, 0.25, "m/s²"), unsigned("Y", 8, 0.25, "m/s²")),
    ),
    sub("ARC", "Estimated Accuracy Of Rate Of Climb/Descent", unsigned("", 8, 6.25, "ft/min")),
  ),
);
