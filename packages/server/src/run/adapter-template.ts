const PLUGIN = `import { decode } from "./decode.mjs";
import { toLook } from "./to-look.mjs";

/** What Tocsin loads. \`kit\` cuts streams into frames: lines, lengths, escapes, whole messages. */
export const plugin = {
  /** The \`options\` of the site file: say in words what is wrong with them. */
  parseOptions(options) {
    const { azimuth_sigma_deg: sigmaDeg = 3, ...unknown } = options;
    const [stray] = Object.keys(unknown);
    if (stray !== undefined) return { ok: false, problem: \`there is no option \${stray}\` };
    if (!(sigmaDeg > 0)) return { ok: false, problem: "azimuth_sigma_deg must be a number above 0" };
    return { ok: true, options: { sigmaDeg } };
  },

  create({ id, sensors: [sensorId], options, source, kit }) {
    return {
      id,
      run(sink, signal) {
        let sequence = 0;
        return kit.readFrames(
          {
            source,
            sink,
            createFramer: () => kit.createLineFramer(),
            frame(octets, receivedUs) {
              const decoded = decode(octets);
              if (!decoded.ok) {
                sink.rejected(decoded.reason, 1, "a message", receivedUs);
                return;
              }
              const setting = { sensorId, sequence: sequence++, receivedUs, options };
              sink.look(toLook(decoded.record, setting), receivedUs);
            },
          },
          signal,
        );
      },
    };
  },
};
`;

const DECODE = `/**
 * The record of one message, or the reason why it is none. It never throws, whatever it is given: a sensor's line brings
 * anything.
 */
export function decode(octets) {
  void octets;
  return { ok: false, reason: "not-written" };
}
`;

const TO_LOOK = `const radians = (degrees) => (degrees * Math.PI) / 180;

/** What was sensed, when and how surely: SI units, azimuth clockwise from true north, one standard deviation for each error. */
export function toLook(record, { sensorId, sequence, receivedUs, options }) {
  return {
    sensorId,
    sequence,
    fromUs: receivedUs,
    toUs: receivedUs,
    // What was swept: null says nothing of what was not seen.
    sweep: null,
    detections: [
      {
        kind: "bearing",
        sensedUs: receivedUs,
        rcsDbsm: null,
        identity: null,
        azimuthRad: radians(record.azimuthDeg),
        elevationRad: null,
        azimuthSigmaRad: radians(options.sigmaDeg),
        elevationSigmaRad: 0,
      },
    ],
  };
}
`;

const TEST = `import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decode } from "./decode.mjs";
import { toLook } from "./to-look.mjs";

const fixture = (name) => readFileSync(new URL(\`./fixtures/\${name}\`, import.meta.url));
const messages = fixture("sample.txt").toString("utf8").trimEnd().split("\\n");
const expected = JSON.parse(fixture("expected.json"));
const octetsOf = (text) => new TextEncoder().encode(text);

test("each message of the fixture is understood", () => {
  assert.deepEqual(
    messages.map((message) => decode(octetsOf(message))),
    expected.map((record) => ({ ok: true, record })),
  );
});

test("a record becomes a look whose numbers are numbers", () => {
  const setting = { sensorId: "s", sequence: 0, receivedUs: 1, options: { sigmaDeg: 3 } };
  for (const record of expected) {
    const [detection] = toLook(record, setting).detections;
    assert.ok(Number.isFinite(detection.azimuthRad) && detection.azimuthSigmaRad > 0);
  }
});

test("no cut and no flipped bit of a message makes it throw", () => {
  for (const octets of messages.map(octetsOf)) {
    for (let at = 0; at <= octets.length; at++) decode(octets.slice(0, at));
    for (let bit = 0; bit < 8 * octets.length; bit++) {
      const flipped = octets.slice();
      flipped[bit >> 3] ^= 1 << (bit & 7);
      decode(flipped);
    }
  }
});
`;

/** The files of a new adapter by name. It works but for \`decode\`, which its fixture waits for. */
export const adapterTemplate = (name: string): Readonly<Record<string, string>> => ({
  "package.json": `${JSON.stringify(
    {
      name,
      version: "0.1.0",
      type: "module",
      main: "./plugin.mjs",
      exports: "./plugin.mjs",
      scripts: { test: "node --test" },
    },
    null,
    2,
  )}\n`,
  "plugin.mjs": PLUGIN,
  "decode.mjs": DECODE,
  "to-look.mjs": TO_LOOK,
  "decode.test.mjs": TEST,
  "fixtures/sample.txt": "bearing 312.5\nbearing 7\n",
  "fixtures/expected.json": '[{ "azimuthDeg": 312.5 }, { "azimuthDeg": 7 }]\n',
});
