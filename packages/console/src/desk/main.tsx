import "@fontsource-variable/inter/wght.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applyStoredTheme } from "../app/theme.ts";
import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/shell.css";
import "../styles/identity.css";
import "../styles/operate.css";
import "./desk.css";
import "./read/read.css";
import "./compare/compare.css";
import "./findings/findings.css";
import "./timeline/timeline.css";
import "./exhibits/exhibits.css";
import "./standing/standing.css";
import { DeskPage } from "./desk-page.tsx";

applyStoredTheme();
const root = document.querySelector("#root");
if (root === null) throw new Error("the page has no place for the desk");
createRoot(root).render(
  <StrictMode>
    <DeskPage />
  </StrictMode>,
);
