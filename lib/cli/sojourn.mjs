#!/usr/bin/env node
import { register } from "tsx/esm/api";

register();
const { runCli } = await import("./run-cli.ts");
process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
