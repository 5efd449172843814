import "../styles/tokens.css";
import "./people.css";
import { PeoplePage } from "./people-page.ts";

const root = document.querySelector<HTMLElement>("#people");
if (root === null) throw new Error("the page has no place for a warning");
if ("serviceWorker" in navigator)
  await navigator.serviceWorker
    .register("/people-worker.js", { scope: "/people" })
    .catch(() => null);
await new PeoplePage(root).start();
