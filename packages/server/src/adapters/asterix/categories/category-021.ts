import type { CategorySpec, ElementSpec, GroupSpec, ItemSpec } from "../codec/item-spec.ts";
import {
  cases,
  compound,
  count,
  explicit,
  extended,
  flags,
  group,
  icao,
  item,
  octal,
  quantity,
  raw,
  repeated,
  signed,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";
import {
  aircraftStatus,
  dataAges,
  qualityIndicators,
  targetReportDescriptor,
} from "./category-021-status.ts";
import { positionOf, registers, sourceIdentifier, timeOfDay } from "./common-items.ts";
import { expansion021 } from "./expansion-021.ts";

const heading = (name: string) => unsigned(name, 16, 360 / 65_536, "°");
const verticalRate = (name: string): GroupSpec =>
  group(raw("RE", 1), signed(name, 15, 6.25, "ft/min"));
const selectedAltitude: ElementSpec = signed("ALT", 13, 25, "ft");
/** Of the second, after which whole second `FSI` says. */
const fractionOfSecond: GroupSpec = group(
  raw("FSI", 2),
  unsigned("TOMRP", 30, 1 / 1_073_741_824, "s"),
);

const trajectoryIntent = item(
  "110",
  "Trajectory Intent",
  compound(
    sub("TIS", "Trajectory Intent Status", extended([...flags("NAV", "NVB"), spare(5)])),
    sub(
      "TID",
      "Trajectory Intent Data",
      repeated(
        group(
          ...flags("TCA", "NC"),
          raw("TCPN", 6),
          signed("ALT", 16, 10, "ft"),
          ...positionOf(24, 23).fields,
          raw("PT", 4),
          raw("TD", 2),
          ...flags("TRA", "TOA"),
          unsigned("TOV", 24, 1, "s"),
          unsigned("TTR", 16, 0.01, "NM"),
        ),
      ),
    ),
  ),
);

const metInformation = item(
  "220",
  "Met Information",
  compound(
    sub("WS", "Wind Speed", unsigned("", 16, 1, "kt")),
    sub("WD", "Wind Direction", unsigned("", 16, 1, "°")),
    sub("TMP", "Temperature", signed("", 16, 0.25, "°C")),
    sub("TRB", "Turbulence", count("", 8)),
  ),
);

const profile: (ItemSpec | null)[] = [
  { ...sourceIdentifier, title: "Data Source Identification" },
  targetReportDescriptor,
  item("161", "Track Number", group(spare(4), raw("TRNUM", 12))),
  item("015", "Service Identification", raw("", 8)),
  timeOfDay("071", "Time of Applicability for Position"),
  item("130", "Position in WGS-84 Co-ordinates", positionOf(24, 23)),
  item("131", "High-Resolution Position in WGS-84 Co-ordinates", positionOf(32, 30)),
  timeOfDay("072", "Time of Applicability for Velocity"),
  item(
    "150",
    "Air Speed",
    group(
      raw("IM", 1),
      cases("AS", 15, "IM", [quantity(1 / 16_384, "NM/s"), quantity(0.001, "Mach")]),
    ),
  ),
  item("151", "True Airspeed", group(raw("RE", 1), unsigned("TAS", 15, 1, "kt"))),
  item("080", "Target Address", raw("", 24)),
  timeOfDay("073", "Time of Message Reception for Position"),
  item("074", "Time of Message Reception of Position-High Precision", fractionOfSecond),
  timeOfDay("075", "Time of Message Reception for Velocity"),
  item("076", "Time of Message Reception of Velocity-High Precision", fractionOfSecond),
  item("140", "Geometric Height", signed("", 16, 6.25, "ft")),
  qualityIndicators,
  item("210", "MOPS Version", group(spare(1), raw("VNS", 1), raw("VN", 3), raw("LTT", 3))),
  item("070", "Mode 3/A Code in Octal Representation", group(spare(4), octal("MODE3A", 12))),
  item("230", "Roll Angle", signed("", 16, 0.01, "°")),
  item("145", "Flight Level", signed("", 16, 0.25, "FL")),
  item("152", "Magnetic Heading", heading("")),
  item("200", "Target Status", group(...flags("ICF", "LNAV", "ME"), raw("PS", 3), raw("SS", 2))),
  item("155", "Barometric Vertical Rate", verticalRate("BVR")),
  item("157", "Geometric Vertical Rate", verticalRate("GVR")),
  item(
    "160",
    "Airborne Ground Vector",
    group(raw("RE", 1), unsigned("GS", 15, 1 / 16_384, "NM/s"), heading("TA")),
  ),
  item("165", "Track Angle Rate", group(spare(6), signed("TAR", 10, 1 / 32, "°/s"))),
  timeOfDay("077", "Time of ASTERIX Report Transmission"),
  item("170", "Target Identification", icao("", 48)),
  item("020", "Emitter Category", raw("", 8)),
  metInformation,
  item("146", "Selected Altitude", group(raw("SAS", 1), raw("S", 2), selectedAltitude)),
  item("148", "Final State Selected Altitude", group(...flags("MV", "AH", "AM"), selectedAltitude)),
  trajectoryIntent,
  item("016", "Service Management", unsigned("", 8, 0.5, "s")),
  aircraftStatus,
  item(
    "271",
    "Surface Capabilities and Characteristics",
    extended(
      [spare(2), ...flags("POA", "CDTIS", "B2LOW", "RAS", "IDENT")],
      [raw("LW", 4), spare(3)],
    ),
  ),
  item("132", "Message Amplitude", signed("", 8, 1, "dBm")),
  item("250", "Mode S MB Data", registers),
  item(
    "260",
    "ACAS Resolution Advisory Report",
    group(
      raw("TYP", 5),
      raw("STYP", 3),
      raw("ARA", 14),
      raw("RAC", 4),
      ...flags("RAT", "MTE"),
      raw("TTI", 2),
      raw("TID", 26),
    ),
  ),
  item("400", "Receiver ID", raw("", 8)),
  dataAges,
  null,
  null,
  null,
  null,
  null,
  item("RE", "Reserved Expansion Field", explicit()),
  item("SP", "Special Purpose Field", explicit()),
];

/** EUROCONTROL-SPEC-0149-12, "ASTERIX Part 12: Category 021, ADS-B Target Reports", edition 2.7. */
export const category021: CategorySpec = {
  category: 21,
  title: "ADS-B Target Reports",
  edition: "2.7",
  profile,
  expansion: expansion021,
};
