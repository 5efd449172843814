/** Bodies of plugins' modules: one that does as it should, and one for each way not to. */
const module = (body: string, options = "return { ok: true, options };"): string => `
export const plugin = {
  parseOptions(options) { ${options} },
  create({ sensors, source, kit, options }) {
    let sequence = 0;
    const look = (atUs, over = {}) => ({
      sensorId: sensors[0], sequence: sequence++, fromUs: atUs, toUs: atUs, sweep: null,
      detections: [{ kind: "bearing", sensedUs: atUs, rcsDbsm: null, identity: null,
        azimuthRad: 1, elevationRad: null, azimuthSigmaRad: 0.1, elevationSigmaRad: 0 }],
      ...over,
    });
    return {
      id: "plugin",
      run: (sink, signal) => kit.readFrames({
        source, sink, createFramer: () => kit.createLineFramer(),
        frame(bytes, receivedUs) { ${body} },
      }, signal),
    };
  },
};
`;

export const SOUND = module("sink.look(look(receivedUs), receivedUs);");

export const MISBEHAVING: Readonly<
  Record<string, { readonly source: string; readonly words: RegExp }>
> = {
  "throws on a message": {
    source: module('throw new Error("off the road");'),
    words: /it crashed: off the road/,
  },
  "throws where nobody waits": {
    source: module('setTimeout(() => { throw new Error("later"); }, 1);'),
    words: /it crashed: later/,
  },
  "rejects where nobody waits": {
    source: module('void Promise.reject(new Error("unseen"));'),
    words: /it crashed: unseen/,
  },
  "ends its process": { source: module("process.exit(7);"), words: /it ended itself, with code 7/ },
  "does not return": { source: module("for (;;);"), words: /it has not answered for \d+ s/ },
  "keeps what it need not, as objects": {
    source: module("const kept = []; for (;;) kept.push({ text: String(kept.length) });"),
    // It answers nobody meanwhile: on a slow machine that is found first.
    words: /memory|has not answered/,
  },
  "keeps what it need not, as octets": {
    source: module(
      "globalThis.kept = Array.from({ length: 20 }, () => new Uint8Array(4_194_304).fill(1));",
    ),
    words: /it takes more than 64 MiB of memory/,
  },
  "says what can't be read": {
    source: module("sink.health(sensors[0], 'up', () => 1, receivedUs);"),
    words: /it crashed: what it says can.t be copied/,
  },
  "does not load": { source: 'throw new Error("broken at once");', words: /it crashed: broken/ },
  "exports nothing": { source: "export const other = 1;", words: /exports no `plugin`/ },
  "finds its options wrong": {
    source: module("", 'return { ok: false, problem: "baud must be a number" };'),
    words: /its options: baud must be a number/,
  },
};

/** Those that say wrong things and go on: each is refused with a reason. */
export const UNTRUE: Readonly<
  Record<string, { readonly source: string; readonly reason: string }>
> = {
  "speaks for another's sensor": {
    source: module('sink.look(look(receivedUs, { sensorId: "radar" }), receivedUs);'),
    reason: "foreign-sensor",
  },
  "says numbers that are none": {
    source: module("sink.look(look(receivedUs, { toUs: Number.NaN }), receivedUs);"),
    reason: "invalid look",
  },
  "says a look that is none": {
    source: module('sink.look({ detections: "many" }, receivedUs);'),
    reason: "invalid look",
  },
  "says a status that is none": {
    source: module('sink.health(sensors[0], "splendid", "so far", receivedUs);'),
    reason: "invalid health",
  },
  "says more than can be taken in": {
    source: module("for (let i = 0; i < 200_000; i++) sink.look(look(receivedUs), receivedUs);"),
    reason: "plugin-floods",
  },
};
