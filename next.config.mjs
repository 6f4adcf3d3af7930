import path from "node:path";

/** @type {import('next').NextConfig} */
const config = {
  turbopack: { root: path.join(import.meta.dirname) },
  serverExternalPackages: ["pg", "pg-boss", "react-email", "nodemailer", "better-auth", "pino", "liquidjs"],
  poweredByHeader: false,
  reactStrictMode: true,
};

export default config;
