import {
  ascii,
  compound,
  count,
  group,
  item,
  octal,
  raw,
  repeated,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";

const timeOfMovement = sub(
  "TOD",
  "Time of Departure / Arrival",
  repeated(
    group(
      raw("TYP", 5),
      raw("DAY", 2),
      spare(4),
      count("HOR", 5),
      spare(2),
      count("MIN", 6),
      raw("AVS", 1),
      spare(1),
      count("SEC", 6),
    ),
  ),
);

export const flightPlanData = item(
  "390",
  "Flight Plan Related Data",
  compound(
    sub("TAG", "FPPS Identification Tag", group(raw("SAC", 8), raw("SIC", 8))),
    sub("CS", "Callsign", ascii("", 56)),
    sub("IFI", "IFPS_FLIGHT_ID", group(raw("TYP", 2), spare(3), count("NBR", 27))),
    sub(
      "FCT",
      "Flight Category",
      group(raw("GATOAT", 2), raw("FR1FR2", 2), raw("RVSM", 2), raw("HPR", 1), spare(1)),
    ),
    sub("TAC", "Type of Aircraft", ascii("", 32)),
    sub("WTC", "Wake Turbulence Category", ascii("", 8)),
    sub("DEP", "Departure Airport", ascii("", 32)),
    sub("DST", "Destination Airport", ascii("", 32)),
    sub("RDS", "Runway Designation", group(ascii("NU1", 8), ascii("NU2", 8), ascii("LTR", 8))),
    sub("CFL", "Current Cleared Flight Level", unsigned("", 16, 0.25, "FL")),
    sub("CTL", "Current Control Position", group(raw("CENTRE", 8), raw("POSITION", 8))),
    timeOfMovement,
    sub("AST", "Aircraft Stand", ascii("", 48)),
    sub("STS", "Stand Status", group(raw("EMP", 2), raw("AVL", 2), spare(4))),
    sub("STD", "Standard Instrument Departure", ascii("", 56)),
    sub("STA", "Standard Instrument Arrival", ascii("", 56)),
    sub("PEM", "Pre-Emergency Mode 3/A", group(spare(3), raw("VA", 1), octal("MODE3A", 12))),
    sub("PEC", "Pre-Emergency Callsign", ascii("", 56)),
  ),
);
