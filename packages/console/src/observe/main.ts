import "../styles/tokens.css";
import "./observe.css";
import { ObservePage } from "./observe-page.ts";
import { PhoneStore } from "./phone-store.ts";

const root = document.querySelector<HTMLElement>("#observe");
if (root === null) throw new Error("the page has no place for a report");
if ("serviceWorker" in navigator)
  await navigator.serviceWorker
    .register("/page-worker.js", { scope: "/observe" })
    .catch(() => null);
await new ObservePage(root, await PhoneStore.open()).start();
