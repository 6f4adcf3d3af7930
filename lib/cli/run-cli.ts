import { parseArgs } from "node:util";
import { Api } from "./api";
import { CliError, type ExitCode } from "./cli-error";
import { diff, validate } from "./compare-commands";
import { pull } from "./pull";
import { push } from "./push";
import { test } from "./test-command";

export type CliIo = {
  env: Record<string, string | undefined>;
  cwd: string;
  out: (line: string) => void;
  err: (line: string) => void;
};

const USAGE = `sojourn: journeys as code

  sojourn pull [journey …]       write journeys (all, or by id or name) to files; comments in them stay
  sojourn validate [file …]      say every problem of the files
  sojourn diff [file …]          say how the files differ from the server
  sojourn push [file …]          make the server's drafts what the files say
  sojourn test [file|journey …]  run the tests of files, or of drafts on the server

  --url URL            the server; or SOJOURN_URL, else http://localhost:3000
  --key KEY            an API key; or SOJOURN_API_KEY
  --dir DIR            where the files are (default: journeys)
  --format yaml|json   pull: how new files are written (default: yaml)
  --publish            push: publish what was pushed
  --update-shared      push: change segments and templates that are there already and differ
  --json               answer as JSON

  Exit codes: 0 fine, 1 differences, problems, failing tests or a missing approval, 2 asked wrongly, 3 the server.`;

const options = {
  url: { type: "string" },
  key: { type: "string" },
  dir: { type: "string", default: "journeys" },
  format: { type: "string", default: "yaml" },
  publish: { type: "boolean", default: false },
  "update-shared": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

export type Command = {
  api: Api;
  io: CliIo;
  names: string[];
  flags: { dir: string; format: "yaml" | "json"; publish: boolean; updateShared: boolean };
};
/** What a command answers: lines for people, a value for programs. */
export type CommandResult = { code: ExitCode; lines: string[]; json: unknown };

const commands: Record<string, (command: Command) => Promise<CommandResult>> = { pull, validate, diff, push, test };

/** Runs one command; answers its exit code. Everything it says goes through `io`. */
export async function runCli(argv: string[], io: CliIo): Promise<ExitCode> {
  try {
    const { values, positionals } = readArguments(argv);
    const [name, ...names] = positionals;
    if (values.help || name === "help") {
      io.out(USAGE);
      return 0;
    }
    const command = name === undefined ? undefined : commands[name];
    if (!command) throw new CliError(2, name === undefined ? USAGE : `There is no command "${name}".\n\n${USAGE}`);
    const key = values.key ?? io.env.SOJOURN_API_KEY;
    if (!key) throw new CliError(2, "Give an API key with --key or SOJOURN_API_KEY.");
    const { format } = values;
    if (format !== "yaml" && format !== "json") throw new CliError(2, "--format is yaml or json");
    const api = new Api(values.url ?? io.env.SOJOURN_URL ?? "http://localhost:3000", key);
    const flags = { dir: values.dir, format, publish: values.publish, updateShared: values["update-shared"] } as const;
    const result = await command({ api, io, names, flags });
    if (values.json) io.out(JSON.stringify(result.json, null, 2));
    else for (const line of result.lines) io.out(line);
    return result.code;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    io.err(error.message);
    return error.code;
  }
}

function readArguments(argv: string[]) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    throw new CliError(2, `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
