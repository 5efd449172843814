import type { Adapter, Clock } from "@tocsin/sdk";
import { openBytes } from "../../sources/open-bytes.ts";
import { playBack } from "../../sources/playback.ts";
import { AdsbAssembler, type AdsbConfig } from "./assembler.ts";
import { type AdsbInput, feed, framerOf } from "./live-adapter.ts";
import { type AircraftReading, readAircraftRecording } from "./read-recording.ts";

/**
 * A recording, played as if it were heard now, at the pace that {@link readAircraftRecording} finds in it.
 */
export function createAdsbFileAdapter(
  input: AdsbInput,
  config: AdsbConfig,
  clock: Clock,
  transport: { readonly path: string; readonly speed: number },
): Adapter {
  return {
    id: input.id,
    async run(sink, signal) {
      const assembler = new AdsbAssembler(config);
      const stream = await openBytes(transport.path);
      const reading: AircraftReading = {
        format: input.format,
        framer: framerOf(input),
        startUs: clock.nowUs(),
        keepsDates: false,
        refused: (reason, detail) => sink.rejected(reason, 1, detail, clock.nowUs()),
      };
      try {
        const played = playBack(readAircraftRecording(stream, reading), {
          clock: {
            nowUs: () => clock.nowUs(),
            waitUntil: (timeUs) => clock.waitUntil(timeUs, signal),
          },
          speed: transport.speed === 0 ? Infinity : transport.speed,
        });
        for await (const { receivedUs, takenBy } of played) {
          if (signal.aborted) break;
          feed(sink, receivedUs, takenBy(assembler));
        }
        if (stream.failure !== null) throw new Error(`${transport.path}: ${stream.failure}`);
      } finally {
        await stream.close();
      }
    },
  };
}
