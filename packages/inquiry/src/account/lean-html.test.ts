import fc from "fast-check";
import { expect, test } from "vitest";
import { leanHtml, leftOpen } from "./lean-html.ts";

test("a picture of fifty megabytes in a page is left out, and the words stay", () => {
  const picture = "A".repeat(50_000_000);
  const page = `<p>Before</p><img src="data:image/png;base64,${picture}"><p style="background:url(data:image/png;base64,${picture})">After</p>`;
  expect(leanHtml(page)).toBe('<p>Before</p><img src=""><p style="background:url()">After</p>');
});

test("code and drawings are left out, in whatever letters; an element that never ends loses nothing", () => {
  expect(leanHtml("a<SCRIPT src=x>if (1 < 2) '<p>no</p>'</script >b<svg><path/></svg>c")).toBe(
    "abc",
  );
  expect(leanHtml("a<script>b")).toBe("a<script>b");
  expect(leanHtml("<scripture>a</scripture>")).toBe("<scripture>a</scripture>");
});

test("words about data stay", () => {
  const text = `<p>He sent data: "${"word ".repeat(40)}" and data:x, too.</p>`;
  expect(leanHtml(text)).toBe(text);
});

test("elements that are closed, or need not be, count for nothing", () => {
  expect(leftOpen("<div><p>a<p>b<br><img></div>")).toBe(0);
  expect(leftOpen("<div>".repeat(6000))).toBe(6000);
});

test("a page without such elements is as it was", () => {
  const piece = fc.constantFrom("<p>", "</p>", "three drones", " ", '"', "<b>", "</b>", "é", "😀");
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const page = pieces.join("");
      expect(leanHtml(page)).toBe(page);
    }),
    { seed: 7 },
  );
});
