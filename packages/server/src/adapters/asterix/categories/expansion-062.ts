import type { CompoundSpec, FieldSpec, LayoutSpec } from "../codec/item-spec.ts";
import {
  compound,
  expansion,
  extended,
  group,
  raw,
  repeated,
  signed,
  spare,
  sub,
} from "../codec/spec-builders.ts";
import { populated } from "./common-items.ts";

const contributor: FieldSpec[] = [raw("SAC", 8), raw("SIC", 8), spare(4), raw("TYP", 4)];

const versionThree: LayoutSpec = compound(
  sub(
    "PS3",
    "Priority Status for Version 3 ADS-B Systems",
    group(...populated("PS3", 3), spare(4)),
  ),
  sub(
    "AS",
    "Aircraft Status",
    group(
      ...populated("RCE", 2),
      ...populated("RRL", 1),
      ...populated("TPW", 2),
      ...populated("TSI", 2),
      raw("TAO/EP", 1),
      raw("TAO/RE", 1),
      raw("TAO/VAL", 6),
      spare(5),
    ),
  ),
  sub(
    "UAS",
    "UAS/RPAS Status",
    group(...populated("MUO", 1), ...populated("DAA", 2), ...populated("RWC", 1), spare(1)),
  ),
  sub(
    "CASS",
    "Collision Avoidance System Status",
    group(...populated("SVH", 2), ...populated("CATC", 3), spare(1)),
  ),
);

/** The reserved expansion field of category 062, edition 1.3 (appendix A of the category's document). */
export const expansion062: CompoundSpec = expansion(
  sub(
    "CST",
    "Contributing Sensors With Local Tracknumbers",
    repeated(group(...contributor, raw("LTN", 16))),
  ),
  sub("CSN", "Contributing Sensors No Local Tracknumbers", repeated(group(...contributor))),
  sub(
    "TVS",
    "Calculated Track Velocity Relative to System Reference Point",
    group(signed("VX", 16, 0.25, "m/s"), signed("VY", 16, 0.25, "m/s")),
  ),
  sub(
    "STS",
    "Supplementary Track Status",
    extended([raw("FDR", 1), ...populated("LNAV", 1), spare(4)]),
  ),
  sub("V3", "ADS-B Version 3 Data", versionThree),
);
