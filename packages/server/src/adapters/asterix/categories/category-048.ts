import type { CategorySpec, ItemSpec } from "../codec/item-spec.ts";
import {
  compound,
  count,
  explicit,
  extended,
  flags,
  group,
  icao,
  item,
  octal,
  raw,
  repeated,
  repeatedFx,
  signed,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";
import { registers, sourceIdentifier, timeOfDay } from "./common-items.ts";
import { expansion048 } from "./expansion-048.ts";

const pulses = ["QA4", "QA2", "QA1", "QB4", "QB2", "QB1", "QC4", "QC2", "QC1", "QD4", "QD2", "QD1"];
const pulsesModeC = [
  "QC1",
  "QA1",
  "QC2",
  "QA2",
  "QC4",
  "QA4",
  "QB1",
  "QD1",
  "QB2",
  "QD2",
  "QB4",
  "QD4",
];

const targetReportDescriptor = item(
  "020",
  "Target Report Descriptor",
  extended(
    [raw("TYP", 3), ...flags("SIM", "RDP", "SPI", "RAB")],
    [...flags("TST", "ERR", "XPP", "ME", "MI"), raw("FOEFRI", 2)],
    [...flags("ADSB/EP", "ADSB/VAL", "SCN/EP", "SCN/VAL", "PAI/EP", "PAI/VAL"), spare(1)],
    [raw("ACASXV/EP", 1), raw("ACASXV/VAL", 4), ...flags("POXPR/EP", "POXPR/VAL")],
    [
      ...flags("POACT/EP", "POACT/VAL", "DTFXPR/EP", "DTFXPR/VAL", "DTFACT/EP", "DTFACT/VAL"),
      spare(1),
    ],
    [...flags("IRMXPR/EP", "IRMXPR/VAL", "IRMACT/EP", "IRMACT/VAL"), spare(3)],
  ),
);

const dopplerSpeed = item(
  "120",
  "Radial Doppler Speed",
  compound(
    sub(
      "CAL",
      "Calculated Doppler Speed",
      group(raw("D", 1), spare(5), signed("CAL", 10, 1, "m/s")),
    ),
    sub(
      "RDS",
      "Raw Doppler Speed",
      repeated(
        group(
          unsigned("DOP", 16, 1, "m/s"),
          unsigned("AMB", 16, 1, "m/s"),
          unsigned("FRQ", 16, 1, "MHz"),
        ),
      ),
    ),
  ),
);

const plotCharacteristics = item(
  "130",
  "Radar Plot Characteristics",
  compound(
    sub("SRL", "SSR Plot Runlength", unsigned("", 8, 360 / 8_192, "°")),
    sub("SRR", "Number of Received Replies for (M)SSR", count("", 8)),
    sub("SAM", "Amplitude of (M)SSR Reply", signed("", 8, 1, "dBm")),
    sub("PRL", "Primary Plot Runlength", unsigned("", 8, 360 / 8_192, "°")),
    sub("PAM", "Amplitude of Primary Plot", signed("", 8, 1, "dBm")),
    sub("RPD", "Difference in Range Between PSR and SSR Plot", signed("", 8, 1 / 256, "NM")),
    sub("APD", "Difference in Azimuth Between PSR and SSR Plot", signed("", 8, 360 / 16_384, "°")),
  ),
);

const trackStatus = item(
  "170",
  "Track Status",
  extended(
    [raw("CNF", 1), raw("RAD", 2), ...flags("DOU", "MAH"), raw("CDM", 2)],
    [...flags("TRE", "GHO", "SUP", "TCC"), spare(3)],
  ),
);

const capability = item(
  "230",
  "Communications/ACAS Capability and Flight Status",
  group(
    raw("COM", 3),
    raw("STAT", 3),
    raw("SI", 1),
    spare(1),
    ...flags("MSSC", "ARC", "AIC", "B1A"),
    raw("B1B", 4),
  ),
);

const trackQuality = item(
  "210",
  "Track Quality",
  group(
    unsigned("SIGX", 8, 1 / 128, "NM"),
    unsigned("SIGY", 8, 1 / 128, "NM"),
    unsigned("SIGV", 8, 1 / 16_384, "NM/s"),
    unsigned("SIGH", 8, 360 / 4_096, "°"),
  ),
);

const profile: (ItemSpec | null)[] = [
  sourceIdentifier,
  timeOfDay("140", "Time of Day"),
  targetReportDescriptor,
  item(
    "040",
    "Measured Position in Polar Co-ordinates",
    group(unsigned("RHO", 16, 1 / 256, "NM"), unsigned("THETA", 16, 360 / 65_536, "°")),
  ),
  item(
    "070",
    "Mode-3/A Code in Octal Representation",
    group(...flags("V", "G", "L"), spare(1), octal("MODE3A", 12)),
  ),
  item(
    "090",
    "Flight Level in Binary Representation",
    group(...flags("V", "G"), signed("FL", 14, 1 / 4, "FL")),
  ),
  plotCharacteristics,
  item("220", "Aircraft Address", raw("", 24)),
  item("240", "Aircraft Identification", icao("", 48)),
  item("250", "BDS Register Data", registers),
  item("161", "Track Number", group(spare(4), raw("TRN", 12))),
  item(
    "042",
    "Calculated Position in Cartesian Co-ordinates",
    group(signed("X", 16, 1 / 128, "NM"), signed("Y", 16, 1 / 128, "NM")),
  ),
  item(
    "200",
    "Calculated Track Velocity in Polar Co-ordinates",
    group(unsigned("GSP", 16, 1 / 16_384, "NM/s"), unsigned("HDG", 16, 360 / 65_536, "°")),
  ),
  trackStatus,
  trackQuality,
  item("030", "Warning/Error Conditions and Target Classification", repeatedFx(raw("", 7))),
  item("080", "Mode-3/A Code Confidence Indicator", group(spare(4), ...flags(...pulses))),
  item(
    "100",
    "Mode-C Code and Code Confidence Indicator",
    group(...flags("V", "G"), spare(2), raw("MODEC", 12), spare(4), ...flags(...pulsesModeC)),
  ),
  item("110", "Height Measured by a 3D Radar", group(spare(2), signed("3DH", 14, 25, "ft"))),
  dopplerSpeed,
  capability,
  item("260", "ACAS Resolution Advisory Report", raw("", 56)),
  item(
    "055",
    "Mode-1 Code in Octal Representation",
    group(...flags("V", "G", "L"), raw("MODE1", 5)),
  ),
  item(
    "050",
    "Mode-2 Code in Octal Representation",
    group(...flags("V", "G", "L"), spare(1), octal("MODE2", 12)),
  ),
  item(
    "065",
    "Mode-1 Code Confidence Indicator",
    group(spare(3), ...flags("QA4", "QA2", "QA1", "QB2", "QB1")),
  ),
  item("060", "Mode-2 Code Confidence Indicator", group(spare(4), ...flags(...pulses))),
  item("SP", "Special Purpose Field", explicit()),
  item("RE", "Reserved Expansion Field", explicit()),
];

/**
 * EUROCONTROL-SPEC-0149-4, "ASTERIX Part 4: Category 048, Monoradar Target Reports", edition 1.32,
 * with the reserved expansion field of its appendix A, edition 1.13.
 */
export const category048: CategorySpec = {
  category: 48,
  title: "Monoradar Target Reports",
  edition: "1.32",
  profile,
  expansion: expansion048,
};
