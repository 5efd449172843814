import { expect, test } from "vitest";
import { readHtml } from "./read-html.ts";

test.each([
  '<div id="onetrust-banner-sdk" role="dialog"><p>We value your privacy.</p></div>',
  '<div class="cookie-consent"><p>We value your privacy.</p></div>',
  '<section role="alertdialog"><p>We value your privacy.</p></section>',
])("what asks for consent above a page is none of it: %s", (banner) => {
  const page = `<html><body class="cookie-banner-open">${banner}<h1>Drones hit the port</h1><p>Six guards were injured.</p></body></html>`;
  expect(readHtml(page).text).toBe("Drones hit the port\n\nSix guards were injured.");
});

test("a page that is called so itself is read", () => {
  const words = "Six guards were injured. ".repeat(200);
  const page = `<html><body><div class="has-consent"><p>${words}</p></div></body></html>`;
  expect(readHtml(page).text).toContain("Six guards were injured.");
});
