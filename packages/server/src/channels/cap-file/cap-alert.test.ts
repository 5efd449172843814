import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { areaId, type Mode, MODES, siteId, type WarningStage } from "@tocsin/core";
import type { OutgoingWarning } from "@tocsin/sdk";
import fc from "fast-check";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { describe, expect, test } from "vitest";
import { buildCapAlert, type CapReference, type CapSender } from "./cap-alert.ts";

const DATA =
  process.env["TOCSIN_DATA"] ??
  fileURLToPath(new URL("../../../../../../shared/data", import.meta.url));
const XSD = `${DATA}/cap/cap12.xsd`;

const ISSUED_US = Date.UTC(2026, 4, 1, 15, 30, 45, 250) * 1000;
const SENDER: CapSender = {
  sender: "warning@harbour.example",
  senderName: null,
  scope: "Public",
  audience: null,
};

function messageOf(
  changes: Partial<OutgoingWarning> = {},
  warning: Partial<OutgoingWarning["warning"]> = {},
): OutgoingWarning {
  return {
    warning: {
      siteId: siteId("harbour"),
      areaId: areaId("hospital"),
      mode: "live",
      episode: 2,
      version: 1,
      stage: "take-cover",
      action: "start",
      issuedUs: ISSUED_US,
      expiresUs: ISSUED_US + 120_000_000,
      arrivalFromUs: ISSUED_US + 40_000_000,
      arrivalToUs: ISSUED_US + 50_000_000,
      threats: [],
      decisions: [],
      probability: 0.4,
      replaces: null,
      ...warning,
    },
    siteName: "Harbour",
    areaName: "Hospital",
    areaOwner: "Trust",
    areaRingsDeg: [[33.3, 44.4, 33.31, 44.4, 33.31, 44.41]],
    recorded: true,
    headline: "TAKE COVER NOW",
    instruction: "Everybody: go inside.",
    texts: [
      {
        language: "en",
        direction: "ltr",
        headline: "TAKE COVER NOW",
        instruction: "Everybody: go inside.",
      },
    ],
    ...changes,
  };
}

function xmlOf(
  message: OutgoingWarning,
  sender: CapSender = SENDER,
  earlier: readonly CapReference[] = [],
): string {
  const result = buildCapAlert(message, sender, earlier);
  if (!result.ok) throw new Error(result.reason);
  return result.xml;
}

/** The text of the first element of that name, as an independent parser reads it. */
function textOf(xml: string, element: string): string | null {
  using document = XmlDocument.fromString(xml);
  const node = document.get(`//cap:${element}`, { cap: "urn:oasis:names:tc:emergency:cap:1.2" });
  return node?.content ?? null;
}

const anyText = fc.string({ unit: "binary", maxLength: 60 });
const anyMessage = fc
  .record({
    siteName: anyText,
    areaName: anyText,
    areaOwner: anyText,
    headline: anyText,
    instruction: anyText,
    recorded: fc.boolean(),
    probability: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    mode: fc.constantFrom<Mode>(...MODES),
    stage: fc.constantFrom<WarningStage>("pre-alert", "take-cover", "all-clear", "retraction"),
    id: anyText,
  })
  .map(({ mode, stage, id, probability, ...changes }) =>
    messageOf(changes, { mode, stage, probability, areaId: areaId(id) }),
  );

describe("a CAP alert", () => {
  test("of a live warning is Actual, of a drill Exercise, of all else Test", () => {
    const statusOf = (mode: Mode) => textOf(xmlOf(messageOf({}, { mode })), "status");
    expect(statusOf("live")).toBe("Actual");
    expect(statusOf("drill")).toBe("Exercise");
    for (const mode of ["shadow", "replay", "simulation"] as const) {
      expect(statusOf(mode)).toBe("Test");
    }
  });

  test("says times in whole seconds of UTC, and never expires early", () => {
    const xml = xmlOf(messageOf());
    expect(textOf(xml, "sent")).toBe("2026-05-01T15:30:45-00:00");
    expect(textOf(xml, "effective")).toBe("2026-05-01T15:30:45-00:00");
    expect(textOf(xml, "onset")).toBe("2026-05-01T15:31:25-00:00");
    expect(textOf(xml, "expires")).toBe("2026-05-01T15:32:46-00:00");
  });

  test("has a closed polygon of latitude,longitude", () => {
    expect(textOf(xmlOf(messageOf()), "polygon")).toBe(
      "33.300000,44.400000 33.310000,44.400000 33.310000,44.410000 33.300000,44.400000",
    );
  });

  test.each<[WarningStage, number | null, string]>([
    ["take-cover", 0.51, "Shelter Immediate Extreme Likely"],
    ["take-cover", 0.5, "Shelter Immediate Extreme Possible"],
    ["pre-alert", 0.06, "Prepare Expected Severe Possible"],
    ["pre-alert", null, "Prepare Expected Severe Unknown"],
    ["all-clear", null, "AllClear Past Minor Unlikely"],
    ["retraction", null, "None Past Minor Unlikely"],
  ])("%s at probability %s is %s", (stage, probability, words) => {
    const xml = xmlOf(messageOf({}, { stage, probability }));
    const elements = ["responseType", "urgency", "severity", "certainty"];
    expect(elements.map((element) => textOf(xml, element)).join(" ")).toBe(words);
  });

  test("updates and cancels what went before, and refers to all of it", () => {
    const earlier = [
      { identifier: "harbour.hospital.live.2.1.x", sentUs: ISSUED_US - 9_000_000 },
      { identifier: "harbour.hospital.live.2.2.x", sentUs: ISSUED_US - 4_000_000 },
    ];
    const references =
      "warning@harbour.example,harbour.hospital.live.2.1.x,2026-05-01T15:30:36-00:00 " +
      "warning@harbour.example,harbour.hospital.live.2.2.x,2026-05-01T15:30:41-00:00";
    for (const [stage, type] of [
      ["take-cover", "Update"],
      ["all-clear", "Update"],
      ["retraction", "Cancel"],
    ] as const) {
      const xml = xmlOf(messageOf({}, { stage, version: 3, replaces: 2 }), SENDER, earlier);
      expect(textOf(xml, "msgType")).toBe(type);
      expect(textOf(xml, "references")).toBe(references);
    }
  });

  test("without anything earlier is an Alert: there is nothing to update or cancel", () => {
    const xml = xmlOf(messageOf({}, { stage: "retraction", version: 3, replaces: 2 }));
    expect(textOf(xml, "msgType")).toBe("Alert");
    expect(textOf(xml, "references")).toBeNull();
  });

  test("carries markup in names as text", () => {
    const areaName = `<b>"A" & 'B'</b>]]>`;
    expect(textOf(xmlOf(messageOf({ areaName })), "areaDesc")).toBe(areaName);
  });
});

describe("a warning is refused", () => {
  const coordinate = fc.double({ min: -90, max: 90, noNaN: true });
  const anyRing = fc.oneof(
    fc.array(fc.tuple(coordinate, coordinate), { maxLength: 8 }).map((pairs) => pairs.flat()),
    fc.array(fc.oneof(coordinate, fc.double()), { maxLength: 12 }),
  );

  test.each([
    ["no ring", []],
    ["an empty ring", [[]]],
    ["two corners", [[33.3, 44.4, 33.31, 44.4]]],
    ["one corner thrice", [[33.3, 44.4, 33.3, 44.4, 33.3, 44.4]]],
    ["corners nearer than a hand", [[33.3, 44.4, 33.3, 44.4000001, 33.3, 44.4]]],
    ["a corner that is none", [[33.3, 44.4, Number.NaN, 44.4, 33.31, 44.41]]],
    ["a latitude beyond the pole", [[91, 44.4, 33.3, 44.4, 33.31, 44.41]]],
  ])("with %s", (_, areaRingsDeg) => {
    expect(buildCapAlert(messageOf({ areaRingsDeg }), SENDER, [])).toMatchObject({ ok: false });
  });

  test("when it would be expired as it is sent", () => {
    const message = messageOf({}, { expiresUs: ISSUED_US });
    expect(buildCapAlert(message, SENDER, [])).toMatchObject({ ok: false });
  });

  test("or has a closed polygon of at least four pairs, whatever the ring", () => {
    fc.assert(
      fc.property(anyRing, (ring) => {
        const result = buildCapAlert(messageOf({ areaRingsDeg: [ring] }), SENDER, []);
        if (!result.ok) return;
        const pairs = (textOf(result.xml, "polygon") ?? "").split(" ");
        expect(pairs.length).toBeGreaterThanOrEqual(4);
        expect(pairs[0]).toBe(pairs.at(-1));
        for (const pair of pairs) expect(pair).toMatch(/^-?\d+\.\d{6},-?\d+\.\d{6}$/);
      }),
      { seed: 81, numRuns: 500 },
    );
  });
});

test("any text in names and ids yields well-formed XML with a safe identifier", () => {
  fc.assert(
    fc.property(anyMessage, (message) => {
      const xml = xmlOf(message);
      expect(textOf(xml, "identifier")).toMatch(/^[\w.-]+$/);
      expect(textOf(xml, "status") === "Actual").toBe(message.warning.mode === "live");
      expect(xml.replaceAll(/[\t\n]/g, "")).not.toMatch(/\p{Cc}/u);
    }),
    { seed: 82, numRuns: 300 },
  );
});

describe.skipIf(!existsSync(XSD))(`against the schema of OASIS (skipped without ${XSD})`, () => {
  /** What the validator finds wrong; null for a valid document. */
  const faultOf = (xml: string): string | null => {
    using schema = XmlDocument.fromBuffer(readFileSync(XSD));
    using validator = XsdValidator.fromDoc(schema);
    using document = XmlDocument.fromString(xml);
    try {
      validator.validate(document);
      return null;
    } catch (error) {
      return String(error);
    }
  };

  test("any alert is valid", () => {
    const senders: CapSender[] = [
      SENDER,
      { ...SENDER, senderName: "Harbour", scope: "Restricted", audience: "Staff only" },
      { ...SENDER, scope: "Private", audience: "a@b.example" },
    ];
    fc.assert(
      fc.property(
        anyMessage,
        fc.constantFrom(...senders),
        fc.boolean(),
        (message, sender, first) => {
          const earlier = first ? [] : [{ identifier: "x", sentUs: ISSUED_US - 1_000_000 }];
          expect(faultOf(xmlOf(message, sender, earlier))).toBeNull();
        },
      ),
      { seed: 83, numRuns: 60 },
    );
  });

  test("and the check itself finds an alert without its sender", () => {
    const xml = xmlOf(messageOf()).replace(/<sender>.*<\/sender>/, "");
    expect(faultOf(xml)).toContain("sender");
  });
});

test("every language of the site is an info of its own, in the site's order", () => {
  const text = {
    direction: "rtl",
    headline: "احتموا الآن",
    instruction: "ادخلوا الآن.",
    event: "تهديد جوي",
  } as const;
  const { texts } = messageOf({});
  const xml = xmlOf(messageOf({ texts: [{ language: "ar", ...text }, ...texts] }));
  expect([...xml.matchAll(/<language>(.*?)<\/language>/g)].map(([, tag]) => tag)).toEqual([
    "ar",
    "en",
  ]);
  expect(xml).toContain("<event>تهديد جوي</event>");
  expect(xml).toContain("<event>Air threat</event>");
  expect(xml.match(/<polygon>/g)).toHaveLength(2);
});
