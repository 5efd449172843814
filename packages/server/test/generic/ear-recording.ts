import { ethernet, ipv4, pcap, udp } from "../asterix/capture-builder.ts";

const SECONDS = 30;
const SIGMA_DEG = 3;
/** Metres east and north of the yard's middle, as the guide's site file has the two nodes. */
const EARS = [
  { sensor: "ear-north", east: 0, north: 667, offsetS: 0.1 },
  { sensor: "ear-east", east: 853, north: 0, offsetS: 0.6 },
];

/** A capture of our own: what two microphone nodes send each second while a drone comes from the north-east at 25 m/s. */
export function earRecording(): Uint8Array {
  const frames = Array.from({ length: SECONDS }, (_, i) =>
    EARS.map(({ sensor, east, north, offsetS }, j) => {
      const away = 1_700 - 25 * i;
      const [x, y] = [away * Math.SQRT1_2 - east, away * Math.SQRT1_2 - north];
      // An error that repeats, two thirds of a sigma on the mean: nothing of chance is in it.
      const errorDeg = SIGMA_DEG * Math.sin(2.4 * i + j);
      const azimuth = ((Math.atan2(x, y) * 180) / Math.PI + errorDeg + 360) % 360;
      const heard = {
        type: "bearing",
        azimuth_deg: Number(azimuth.toFixed(1)),
        azimuth_sigma_deg: SIGMA_DEG,
      };
      const record = { type: "sweep", sensor, detections: [heard] };
      const bytes = ethernet(ipv4(udp(new TextEncoder().encode(`${JSON.stringify(record)}\n`))));
      return { seconds: 1_777_622_400 + i, fraction: Math.round(offsetS * 1_000_000), bytes };
    }),
  );
  return pcap(frames.flat());
}
