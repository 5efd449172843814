import { blockOf, plot, RECEIVED_US, SECONDS, ticksOf } from "../asterix/block-builder.ts";
import { ethernet, ipv4, pcap, udp } from "../asterix/capture-builder.ts";

const PLOTS = 15;
/** 1/256 NM; 80 m/s towards the radar, a plot each second. */
const START_RANGE = 1_400;
const RANGE_STEP = 11;

/** A capture of our own: one radar that sees one object come straight in for a quarter of a minute. */
export function radarRecording(): Uint8Array {
  const frames = Array.from({ length: PLOTS }, (_, i) => {
    const block = blockOf(
      48,
      plot({
        "140": ticksOf(SECONDS + i),
        "040": { RHO: START_RANGE - RANGE_STEP * i, THETA: 8_192 },
        "110": { "3DH": 40 },
      }),
    );
    const bytes = ethernet(ipv4(udp(block)));
    return { seconds: RECEIVED_US / 1_000_000 + i, fraction: 0, bytes };
  });
  return pcap(frames);
}
