import type { TimeUs } from "@tocsin/core";
import { type Adapter, type ByteSource, readFrames, type WeatherInputConfig } from "@tocsin/sdk";
import { shownLine } from "../generic-adapter.ts";
import { createWholeFramer } from "../whole-framer.ts";
import { readMetMessage } from "./decode/read-met-message.ts";
import { readSounding } from "./decode/read-sounding.ts";
import { readWeatherRecord } from "./decode/read-weather-record.ts";
import { type AirProfile, isProfileProblem, type ProfileProblem } from "./profile.ts";
import { toWeather } from "./to-weather.ts";

/** A profile of a thousand levels is some 100 kB; a page around it no more again. */
const MESSAGE_OCTETS_MAX = 1 << 20;

/** Profiles of the air. A message is one profile. One that repeats what was given before is passed over. */
export function createWeatherAdapter(input: WeatherInputConfig, source: ByteSource): Adapter {
  return {
    id: input.id,
    run(sink, signal) {
      let given = "";
      return readFrames(
        {
          source,
          createFramer: () => createWholeFramer(MESSAGE_OCTETS_MAX),
          sink,
          frame: (bytes, receivedUs, { id }) => {
            const profile = readProfile(bytes, input.format, receivedUs);
            if (isProfileProblem(profile)) {
              const detail = `${id}: ${profile.words}. The message: ${shownLine(bytes)}`;
              sink.rejected(profile.reason, 1, detail, receivedUs);
              return;
            }
            const weather = toWeather(profile, input, receivedUs);
            const shown = JSON.stringify(weather);
            if (profile.timeUs !== null && shown === given) return;
            given = shown;
            sink.report({ type: "weather", receivedUs, weather });
          },
        },
        signal,
      );
    },
  };
}

function readProfile(
  bytes: Uint8Array,
  format: WeatherInputConfig["format"],
  receivedUs: TimeUs,
): AirProfile | ProfileProblem {
  switch (format) {
    case "json":
      return readWeatherRecord(bytes);
    case "sounding":
      return readSounding(new TextDecoder().decode(bytes));
    case "metcm":
      return readMetMessage(new TextDecoder().decode(bytes), receivedUs);
  }
}
