import type { CategorySpec, ItemSpec } from "../codec/item-spec.ts";
import {
  count,
  explicit,
  group,
  item,
  raw,
  repeated,
  signed,
  spare,
  unsigned,
} from "../codec/spec-builders.ts";
import { positionOf, sourceIdentifier, timeOfDay } from "./common-items.ts";

const position = positionOf(32, 31);
const altitude = (name: string) => signed(name, 16, 0.25, "m");

const profile: (ItemSpec | null)[] = [
  sourceIdentifier,
  item("015", "Service Identification", raw("", 8)),
  item("000", "Message Type", raw("", 8)),
  timeOfDay("140", "Time of Day"),
  item("200", "System Configuration Reporting Period", unsigned("", 8, 1, "s")),
  item(
    "300",
    "Pair Identification",
    repeated(group(raw("PID", 16), raw("TID", 16), raw("RID", 16))),
  ),
  item("400", "Position of the System Reference Point", position),
  item("405", "Height of System Reference Point", altitude("")),
  item(
    "410",
    "Transmitter Properties",
    repeated(
      group(
        raw("TID", 16),
        ...position.fields,
        altitude("ALT"),
        signed("TTO", 32, 2, "ns"),
        spare(4),
        unsigned("ATO", 20, 1, "ns"),
        count("PCI", 16),
      ),
    ),
  ),
  item(
    "420",
    "Receiver Properties",
    repeated(group(raw("RID", 16), ...position.fields, altitude("ALT"))),
  ),
  item("SP", "Special Purpose Field", explicit()),
];

/**
 * EUROCONTROL, "ASTERIX Category 016: Independent Non-Cooperative Surveillance System
 * Configuration Reports", edition 1.0.
 */
export const category016: CategorySpec = {
  category: 16,
  title: "Independent Non-Cooperative Surveillance System Configuration Reports",
  edition: "1.0",
  profile,
  expansion: null,
};
