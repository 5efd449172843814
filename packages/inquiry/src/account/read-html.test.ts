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

test.each([
  // Search engines ask sites to call so what is behind a paywall: the article.
  '<p class="paywall">Six guards were injured.</p><p class="paywall">Two drones fell.</p>',
  // A system for contents calls all of them so.
  '<div class="cmp-text"><p>Six guards were injured.</p><p>Two drones fell.</p></div>',
  '<div class="newsletter-article"><p>Six guards were injured.</p><p>Two drones fell.</p></div>',
  '<div role="dialog"><p>Six guards were injured.</p><p>Two drones fell.</p></div>',
])("what holds the words of a page is read, whatever it is called: %s", (body) => {
  const page = `<html><body><h1>Drones</h1>${body}</body></html>`;
  expect(readHtml(page).text).toBe("Drones\n\nSix guards were injured.\n\nTwo drones fell.");
});
