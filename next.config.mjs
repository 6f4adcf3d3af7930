import path from "node:path";

/** @type {import('next').NextConfig} */
const config = {
  turbopack: {
    root: path.join(import.meta.dirname),
    resolveAlias: {
      "temporal-polyfill": { browser: "./lib/journey/browser-temporal.ts", default: "temporal-polyfill" },
    },
  },
  serverExternalPackages: [
    "pg",
    "pg-boss",
    "react-email",
    "nodemailer",
    "better-auth",
    "pino",
    "liquidjs",
    "sanitize-html",
  ],
  // types are checked by `npm test`, once and for everything; the build of a newcomer's first start does not repeat it
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
};

export default config;
