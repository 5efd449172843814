import type { CompoundSpec, FieldSpec, LayoutSpec } from "../codec/item-spec.ts";
import {
  compound,
  expansion,
  extended,
  flags,
  group,
  octal,
  raw,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";
import { populated } from "./common-items.ts";

const code = (name: string): FieldSpec[] => [
  raw("V", 1),
  spare(1),
  raw("L", 1),
  spare(1),
  octal(name, 12),
];

const militarySquitter: LayoutSpec = compound(
  sub("SUM", "Mode 5 Summary", group(...flags("M5", "ID", "DA", "M1", "M2", "M3", "MC", "PO"))),
  sub(
    "PNO",
    "Mode 5 PIN / National Origin",
    group(spare(2), raw("PIN", 14), spare(5), raw("NO", 11)),
  ),
  sub("EM1", "Extended Mode 1 Code in Octal Representation", group(...code("EM1"))),
  sub("XP", "X Pulse Presence", group(spare(2), ...flags("XP", "X5", "XC", "X3", "X2", "X1"))),
  sub("FOM", "Figure of Merit", group(spare(3), raw("FOM", 5))),
  sub("M2", "Mode 2 Code in Octal Representation", group(...code("MODE2"))),
);

const status: LayoutSpec = extended(
  [...flags("ES", "UAT"), ...populated("RCE", 2), ...populated("RRL", 1)],
  [...populated("PS3", 3), ...populated("TPW", 2)],
  [...populated("TSI", 2), ...populated("MUO", 1), ...populated("RWC", 1)],
  [...populated("DAA", 2), ...populated("DF17CA", 3)],
  [...populated("SVH", 2), ...populated("CATC", 3)],
  [...populated("TAO", 5), spare(1)],
);

/** The reserved expansion field of category 021, edition 1.5 (appendix A of the category's document). */
export const expansion021: CompoundSpec = expansion(
  sub("BPS", "Barometric Pressure Setting", group(spare(4), unsigned("BPS", 12, 0.1, "hPa"))),
  sub(
    "SH",
    "Selected Heading",
    group(spare(4), ...flags("HDR", "STAT"), unsigned("SH", 10, 45 / 64, "°")),
  ),
  sub(
    "NAV",
    "Navigation Mode",
    group(...flags("AP", "VN", "AH", "AM"), ...populated("MFM", 1), spare(2)),
  ),
  sub("GAO", "GPS Antenna Offset", raw("", 8)),
  sub(
    "SGV",
    "Surface Ground Vector",
    extended(
      [...flags("STP", "HTS", "HTT", "HRD"), unsigned("GSS", 11, 1 / 8, "kt")],
      [unsigned("HGT", 7, 45 / 16, "°")],
    ),
  ),
  sub("STA", "Aircraft Status", status),
  sub("TNH", "True North Heading", unsigned("", 16, 360 / 65_536, "°")),
  sub("MES", "Military Extended Squitter", militarySquitter),
);
