import type { CompoundSpec, FieldSpec, LayoutSpec } from "../codec/item-spec.ts";
import {
  compound,
  count,
  expansion,
  extended,
  flags,
  group,
  octal,
  raw,
  repeated,
  signed,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";

const code = (name: string): FieldSpec[] => [...flags("V", "G", "L"), spare(1), octal(name, 12)];

const mode5Summary = sub(
  "SUM",
  "Mode 5 Summary",
  group(...flags("M5", "ID", "DA", "M1", "M2", "M3", "MC"), spare(1)),
);

const mode5Rest = [
  sub(
    "POS",
    "Mode 5 Reported Position",
    group(signed("LAT", 24, 180 / 8_388_608, "°"), signed("LON", 24, 180 / 8_388_608, "°")),
  ),
  sub(
    "GA",
    "Mode 5 GNSS-derived Altitude",
    group(spare(1), raw("RES", 1), signed("GA", 14, 25, "ft")),
  ),
  sub("EM1", "Extended Mode 1 Code in Octal Representation", group(...code("EM1"))),
  sub("TOS", "Time Offset for POS and GA", unsigned("", 8, 1 / 128, "s")),
  sub("XP", "X Pulse Presence", group(spare(2), ...flags("XP", "X5", "XC", "X3", "X2", "X1"))),
];

const mode5: LayoutSpec = compound(
  mode5Summary,
  sub(
    "PMN",
    "PIN/ National Origin/Mission Code",
    group(
      spare(2),
      raw("PIN", 14),
      spare(2),
      raw("NAV", 1),
      raw("NAT", 5),
      spare(2),
      raw("MIS", 6),
    ),
  ),
  ...mode5Rest,
);

const mode5New: LayoutSpec = compound(
  mode5Summary,
  sub(
    "PMN",
    "PIN/ National Origin/Mission Code",
    group(spare(2), raw("PIN", 14), spare(4), raw("NOV", 1), raw("NO", 11)),
  ),
  ...mode5Rest,
  sub("FOM", "Figure of Merit", group(spare(3), raw("FOM", 5))),
);

const radarPlot: LayoutSpec = compound(
  sub("SCO", "Score", count("", 8)),
  sub("SRC", "Signal/Clutter Ratio", unsigned("", 16, 0.1, "dB")),
  sub("RW", "Range Width", unsigned("", 16, 1 / 256, "NM")),
  sub("AR", "Ambiguous Range", unsigned("", 16, 1 / 256, "NM")),
);

const predictedRange = (name: string) => unsigned(name, 16, 1 / 128, "NM");
const azimuth = (name: string) => unsigned(name, 16, 360 / 65_536, "°");

const radarTrack: LayoutSpec = compound(
  sub(
    "PTL",
    "Plot/Track Link",
    group(spare(3), ...flags("SCN", "RC", "AC", "SSR", "PSR"), raw("PLOTNR", 16)),
  ),
  sub("ATL", "ADS-B/Track Link", repeated(raw("", 16))),
  sub("TRN", "Turn State", unsigned("", 8, 1, "%")),
  sub(
    "NPP",
    "Next Predicted Position",
    group(
      predictedRange("PREDRHO"),
      azimuth("PREDTHETA"),
      predictedRange("EVOLRHOSTART"),
      predictedRange("EVOLRHOEND"),
      azimuth("EVOLTHETASTART"),
      azimuth("EVOLTHETAEND"),
      predictedRange("NOISERHOSTART"),
      predictedRange("NOISERHOEND"),
      azimuth("NOISETHETASTART"),
      azimuth("NOISETHETAEND"),
      unsigned("PREDTIME", 16, 1 / 128, "s"),
    ),
  ),
  sub(
    "DLK",
    "Data Link Characteristics",
    repeated(group(raw("TYPE", 4), raw("ORIGIN", 2), raw("STATE", 2))),
  ),
  sub("LCK", "Lockout Characteristics", group(raw("LS", 1), unsigned("LOCTIM", 15, 1, "ms"))),
  sub(
    "TC",
    "Transition Code",
    group(
      spare(7),
      count("TCOUNT1", 4),
      raw("TCODE1", 5),
      count("TCOUNT2", 4),
      octal("TCODE2", 12),
      count("TCOUNT3", 4),
      octal("TCODE3", 12),
    ),
  ),
  sub(
    "TLC",
    "Track Life Cycle",
    group(raw("ACQI", 2), count("TRKUPDCTR", 14), unsigned("LASTTRKUPD", 16, 1, "ms")),
  ),
  sub(
    "ASI",
    "Adjacent Sensor Information",
    repeated(
      group(
        raw("SACADJS", 8),
        raw("SICADJS", 8),
        unsigned("TIMEOFDAYSCN", 16, 1 / 128, "s"),
        raw("DATAUSE", 7),
        raw("DRNA", 1),
        raw("DRN", 16),
      ),
    ),
  ),
  sub("TES", "Track Extrapolation Source", raw("", 8)),
  sub("IR", "Identity Requested", group(raw("IR", 1), unsigned("M3A", 7, 1, "s"))),
);

const digits = (...names: readonly string[]): FieldSpec[] => names.map((name) => count(name, 4));

const common: LayoutSpec = compound(
  sub("PNB", "Plot Number", raw("", 16)),
  sub("RPL", "Replies/Plot Link", repeated(group(raw("TYPE", 8), raw("REPLYNBR", 16)))),
  sub("SNB", "Scan Number", count("", 8)),
  sub(
    "DATE",
    "Common and Plot Characteristics Date",
    group(...digits("Y1", "Y2", "Y3", "Y4", "M1", "M2", "D1", "D2")),
  ),
);

const generic: LayoutSpec = compound(
  sub("ALTM2", "Alternative Mode 2 Code", group(...code("ALTM2"))),
  sub("ALTM3", "Alternative Mode 3/A", group(...code("ALTM3"))),
  sub(
    "ALTFL",
    "Alternative Flight Level",
    group(...flags("V", "G"), signed("ALTFL", 14, 1 / 4, "FL")),
  ),
  sub("RCSDB", "Radar Cross Section", group(spare(2), signed("RCSDB", 14, 0.01, "dBm²"))),
  sub("RCSM", "Radar Cross Section", group(spare(2), unsigned("RCSM", 30, 1e-6, "m²"))),
);

/** The reserved expansion field of category 048, edition 1.13 (appendix A of the category's document). */
export const expansion048: CompoundSpec = expansion(
  sub("MD5", "Mode 5 Reports", mode5),
  sub("M5N", "Mode 5 Reports, New Format", mode5New),
  sub("M4E", "Extended Mode 4 Report", extended([spare(5), raw("FOEFRI", 2)])),
  sub("RPC", "Radar Plot Characteristics", radarPlot),
  sub("ERR", "Extended Range Report", unsigned("", 24, 1 / 256, "NM")),
  sub("RTC", "Radar Track Characteristics", radarTrack),
  sub("CPC", "Common and Plot Characteristics", common),
  sub("GEN48", "Generic Category 048 Data", generic),
);
