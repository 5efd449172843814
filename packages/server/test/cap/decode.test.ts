import { readFileSync } from "node:fs";
import fc from "fast-check";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { describe, expect, test } from "vitest";
import { CAP_REJECT_REASONS } from "../../src/adapters/cap/decode/cap-fault.ts";
import { decodeCap } from "../../src/adapters/cap/decode/decode-cap.ts";
import { alertXml, CAP_DATA, octets, recorded } from "./cap-world.ts";

const SEED = 20_211_107;
const rejectOf = (xml: string | Uint8Array): string => {
  const read = decodeCap(typeof xml === "string" ? octets(xml) : xml);
  return read.ok ? "taken" : `${read.reason} ${read.field}: ${read.words}`;
};

test("an alert is read whole", () => {
  const read = decodeCap(octets(alertXml()));
  if (!read.ok) throw new Error(read.words);
  expect(read.isSigned).toBe(false);
  expect(read.alert).toMatchObject({
    identifier: "CD-1",
    sender: "alarm@civil-defence.example",
    sentUs: Date.UTC(2026, 4, 1, 8) * 1000,
    status: "actual",
    messageType: "alert",
    scope: "public",
    references: [],
  });
  expect(read.alert.infos).toHaveLength(1);
  expect(read.alert.infos[0]).toMatchObject({
    event: "Air raid",
    categories: ["Security"],
    expiresUs: Date.UTC(2026, 4, 1, 9) * 1000,
    eventCodes: [{ name: "LOCAL", value: "AR1" }],
    areas: [
      {
        description: "Harbour",
        polygonsDeg: [[33.2, 44.3, 33.4, 44.3, 33.4, 44.5, 33.2, 44.5]],
      },
    ],
  });
});

test("times count with their offset, and -00:00 is UTC", () => {
  const sentOf = (sent: string): number => {
    const read = decodeCap(octets(alertXml({ sent })));
    return read.ok ? read.alert.sentUs : Number.NaN;
  };
  expect(sentOf("2026-05-01T11:00:00+03:00")).toBe(Date.UTC(2026, 4, 1, 8) * 1000);
  expect(sentOf("2026-05-01T08:00:00-00:00")).toBe(Date.UTC(2026, 4, 1, 8) * 1000);
  expect(sentOf("2026-05-01T03:30:00-04:30")).toBe(Date.UTC(2026, 4, 1, 8) * 1000);
});

test.each([
  ["a document type", alertXml().replace("<alert", "<!DOCTYPE alert><alert"), /^forbidden-markup/],
  ["an entity", alertXml({ headline: "&xxe;" }), /^forbidden-markup/],
  ["an instruction", alertXml().replace("<alert", "<?go now?><alert"), /^forbidden-markup/],
  ["too much", alertXml({ headline: "x".repeat(1_048_577) }), /^document-too-long/],
  ["CAP 1.1", alertXml().replace("cap:1.2", "cap:1.1"), /^not-cap-1.2 alert/],
  ["no XML", "{}", /^not-xml/],
  ["another encoding", alertXml().replace("UTF-8", "UTF-16"), /^unknown-encoding/],
  [
    "no sender",
    alertXml().replace(/<sender>.*<\/sender>/, ""),
    /^bad-field alert\/sender: is missing/,
  ],
  ["a time with Z", alertXml({ sent: "2026-05-01T08:00:00Z" }), /^bad-field alert\/sent/],
  ["a day that is not", alertXml({ sent: "2026-02-30T08:00:00+00:00" }), /^bad-field alert\/sent/],
  ["another status", alertXml({ status: "Real" }), /^bad-field alert\/status: is "Real"/],
  [
    "an update of nothing",
    alertXml({ msgType: "Update" }),
    /^bad-field alert\/references: is missing/,
  ],
  [
    "a bad reference",
    alertXml({ msgType: "Cancel", references: "CD-1" }),
    /^bad-field alert\/references/,
  ],
  ["order", alertXml().replace(/(<status>.*<\/status>)(<msgType>.*<\/msgType>)/, "$2$1"), /order/],
  [
    "a field twice",
    alertXml().replace(/(<status>.*<\/status>)/, "$1$1"),
    /^bad-field alert\/status: stands 2/,
  ],
  [
    "an open polygon",
    alertXml({ area: "<areaDesc>a</areaDesc><polygon>1,1 1,2 2,2 2,1</polygon>" }),
    /^bad-field alert\/info\/area\/polygon/,
  ],
  [
    "off the Earth",
    alertXml({ area: "<areaDesc>a</areaDesc><circle>91,0 5</circle>" }),
    /^bad-field alert\/info\/area\/circle/,
  ],
  ["another element", alertXml().replace("</alert>", "<more/></alert>"), /^bad-field alert\/more/],
  [
    "of another space",
    alertXml().replace("</alert>", '<m xmlns="x:y"/></alert>'),
    /^bad-field alert\/m/,
  ],
])("%s is refused, and says where", (_name, xml, expected) => {
  expect(rejectOf(xml)).toMatch(expected);
});

describe.skipIf(CAP_DATA === null)("recorded alerts (needs TOCSIN_DATA)", () => {
  test.each([
    ["australia.cap", "taken"],
    ["canada.cap", "taken"],
    ["canada_signed.cap", "taken"],
    ["earthquake-iso8859-1.cap", "taken"],
    ["wcatwc-warning.cap", "taken"],
    ["canada_errors.cap", "bad-field alert/references: is missing: Update of which message"],
    ["invalid.cap", "bad-field alert/scope: is missing"],
    ["xee.cap", "forbidden-markup : it has a document type or a processing instruction"],
  ])("%s: %s", (name, expected) => {
    expect(rejectOf(recorded(name))).toBe(expected);
  });

  test("a document in ISO 8859-1 has its letters, and gives its octets again", () => {
    const bytes = recorded("earthquake-iso8859-1.cap");
    const read = decodeCap(bytes);
    if (!read.ok) throw new Error(read.words);
    expect(read.alert.infos[0].headline).toContain("Usulután");
    expect(Buffer.from(read.document.text, "latin1").equals(bytes)).toBe(true);
  });

  test("what is taken fits the schema of OASIS, and of our refusals those of form do not", () => {
    const schema = XmlDocument.fromString(readFileSync(`${CAP_DATA}/cap12.xsd`, "utf8"));
    const validator = XsdValidator.fromDoc(schema);
    const fits = (xml: string): boolean => {
      const document = XmlDocument.fromString(xml);
      try {
        validator.validate(document);
        return true;
      } catch {
        return false;
      } finally {
        document.dispose();
      }
    };
    const numbers = fc.sample(fc.nat(1_000_000), { seed: SEED, numRuns: 400 });
    let taken = 0;
    for (const number of numbers) {
      const xml = mutated(alertXml(), number);
      if (!decodeCap(octets(xml)).ok) continue;
      taken++;
      expect(fits(xml), xml).toBe(true);
    }
    expect(taken).toBeGreaterThan(20);
    validator.dispose();
    schema.dispose();
  });
});

/** Leaves out, doubles or swaps an element, or changes a word, by a number. */
function mutated(xml: string, number: number): string {
  const leaves = [...xml.matchAll(/<(\w+)>[^<]*<\/\1>/g)].map(([text]) => text);
  const one = leaves[number % leaves.length];
  const other = leaves[(number >> 5) % leaves.length];
  switch (number % 4) {
    case 0:
      return xml.replace(one, "");
    case 1:
      return xml.replace(one, one + one);
    case 2:
      return xml.replace(one, "\u0000").replace(other, one).replace("\u0000", other);
    default:
      return xml.replace(
        one,
        one.replace(/>[^<]*</, `>${"Public Test 5 Geo".split(" ")[number % 4]}<`),
      );
  }
}

describe("damage", () => {
  const golden = octets(
    alertXml({ msgType: "Update", references: "a,b,2026-05-01T08:00:00+00:00" }),
  );
  const check = (bytes: Uint8Array): void => {
    const read = decodeCap(bytes);
    if (!read.ok) expect(CAP_REJECT_REASONS).toContain(read.reason);
  };

  test("every cut and every flipped bit is taken or refused with a reason", () => {
    for (let length = 0; length < golden.length; length++) {
      const cut = decodeCap(golden.subarray(0, length));
      expect(cut.ok).toBe(false);
    }
    for (let bit = 0; bit < golden.length * 8; bit++) {
      const bytes = golden.slice();
      bytes[bit >> 3] ^= 1 << (bit & 7);
      check(bytes);
    }
  });

  test("100,000 documents made of CAP's own pieces are taken or refused, each at once", () => {
    const piece = fc.constantFrom(
      '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">',
      "</alert>",
      "<info>",
      "</info>",
      "<status>",
      "Actual",

      "</status>",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "&lt;",
      "&#0;",
      "<polygon>",
      "1,2 3,4",
      "</polygon>",
      "<x:y>",
      "\u0000",
    );
    let slowestMs = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const bytes = octets(pieces.join(""));
        const before = process.cpuUsage();
        check(bytes);
        slowestMs = Math.max(slowestMs, process.cpuUsage(before).user / 1000);
      }),
      { seed: SEED, numRuns: 100_000 },
    );
    expect(slowestMs).toBeLessThan(50);
  });
});
