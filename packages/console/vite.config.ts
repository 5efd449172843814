import react from "@vitejs/plugin-react";
import { build, defineConfig, type Plugin } from "vite";

/** Where `tocsin demo` and `tocsin start` serve. */
const SERVER = "http://127.0.0.1:4600";

/**
 * What the built console may do: run its own files and talk to its own server, nothing else. The development server
 * puts a script into the page and so goes without.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // Sounds that are exhibits of a case.
  "media-src blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: (_html, { filename }) => [
      {
        tag: "meta",
        attrs: {
          "http-equiv": "Content-Security-Policy",
          // Which other posts the people's page may listen to is known to the post alone, whose own header says so.
          content: filename.endsWith("people.html")
            ? CONTENT_SECURITY_POLICY.replace("connect-src 'self'", "connect-src *")
            : CONTENT_SECURITY_POLICY,
        },
        injectTo: "head-prepend",
      },
    ],
  };
}

/**
 * The worker of everybody's page, in one file that imports nothing: not every browser lets a worker import. It keeps its name, so that the
 * browser finds the next one.
 */
function peopleWorker(): Plugin {
  return {
    name: "people-worker",
    apply: "build",
    closeBundle: async () => {
      await build({
        configFile: false,
        root: import.meta.dirname,
        publicDir: false,
        logLevel: "warn",
        build: {
          target: "es2023",
          emptyOutDir: false,
          rolldownOptions: {
            input: { "people-worker": "src/people/push/people-worker.ts" },
            output: { format: "iife", entryFileNames: "[name].js" },
          },
        },
      });
    },
  };
}

/**
 * What is built is for production, whoever builds it: a test runner's own setting would put the library for development into it, twice
 * as large and with the paths of the machine.
 */
const production = (): void => {
  process.env["NODE_ENV"] = "production";
};

export default defineConfig(({ command }) => {
  if (command === "build") production();
  return {
    root: import.meta.dirname,
    plugins: [react(), contentSecurityPolicy(), peopleWorker()],
    build: {
      target: "es2023",
      /** The map is one library of two megabytes; the rest is small. */
      chunkSizeWarningLimit: 2_200,
      assetsInlineLimit: 0,
      /** The console, the pages of observers and of everybody, which a phone has to load fast, and the desk of a case. */
      rolldownOptions: {
        input: {
          index: "index.html",
          observe: "observe.html",
          people: "people.html",
          desk: "desk.html",
          "page-worker": "src/app/page-worker.ts",
        },
        output: {
          // A service worker keeps its name, so that the browser finds the next one.
          entryFileNames: ({ name }) =>
            name === "page-worker" ? "[name].js" : "assets/[name]-[hash].js",
        },
      },
    },
    server: {
      port: 4601,
      proxy: { "/api": { target: SERVER, ws: true } },
    },
    worker: { format: "es" },
  };
});
