import type { ItemSpec, SubitemSpec } from "../codec/item-spec.ts";
import {
  compound,
  count,
  extended,
  flags,
  group,
  item,
  raw,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";

/** I021/040. */
export const targetReportDescriptor: ItemSpec = item(
  "040",
  "Target Report Descriptor",
  extended(
    [raw("ATP", 3), raw("ARC", 2), ...flags("RC", "RAB")],
    [...flags("DCR", "GBS", "SIM", "TST", "SAA"), raw("CL", 2)],
    [spare(1), ...flags("LLC", "IPC", "NOGO", "CPR", "LDPJ", "RCF")],
    [raw("TBC/EP", 1), count("TBC/VAL", 6)],
    [raw("MBC/EP", 1), count("MBC/VAL", 6)],
  ),
);

/** I021/090. The names of the first extent stand for two things each, by the version in I021/210. */
export const qualityIndicators: ItemSpec = item(
  "090",
  "Quality Indicators",
  extended(
    [raw("NUCRNACV", 3), raw("NUCPNIC", 4)],
    [raw("NICBARO", 1), raw("SIL", 2), raw("NACP", 4)],
    [spare(2), raw("SILS", 1), raw("SDA", 2), raw("GVA", 2)],
    [raw("PIC", 4), raw("SRC", 1), spare(2)],
    [spare(2), raw("VALSTATE/EP", 1), raw("VALSTATE/VAL", 2), ...flags("VD", "VQ")],
    [unsigned("VALDISTP1", 7, 128, "m")],
    [unsigned("VALDISTP2", 7, 1, "m")],
    [unsigned("VALDISTQUALP1", 7, 128, "m")],
    [unsigned("VALDISTQUALP2", 7, 1, "m")],
  ),
);

/** I021/008. */
export const aircraftStatus: ItemSpec = item(
  "008",
  "Aircraft Operational Status",
  group(raw("RA", 1), raw("TC", 2), ...flags("TS", "ARV", "CDTIA", "NOTTCAS", "SA")),
);

const age = (name: string, title: string): SubitemSpec =>
  sub(name, `${title} Age`, unsigned("", 8, 0.1, "s"));

/** I021/295. */
export const dataAges: ItemSpec = item(
  "295",
  "Data Ages",
  compound(
    age("AOS", "Aircraft Operational Status"),
    age("TRD", "Target Report Descriptor"),
    age("M3A", "Mode 3/A"),
    age("QI", "Quality Indicators"),
    age("TI1", "Trajectory Intent"),
    age("MAM", "Message Amplitude"),
    age("GH", "Geometric Height"),
    age("FL", "Flight Level"),
    age("SAL", "Selected Altitude"),
    age("FSA", "Final State Selected Altitude"),
    age("AS", "Air Speed"),
    age("TAS", "True Air Speed"),
    age("MH", "Magnetic Heading"),
    age("BVR", "Barometric Vertical Rate"),
    age("GVR", "Geometric Vertical Rate"),
    age("GV", "Ground Vector"),
    age("TAR", "Track Angle Rate"),
    age("TI2", "Target Identification"),
    age("TS", "Target Status"),
    age("MET", "Met Information"),
    age("ROA", "Roll Angle"),
    age("ARA", "ACAS Resolution Advisory"),
    age("SCC", "Surface Capabilities and Characteristics"),
  ),
);
