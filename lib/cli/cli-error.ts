/** 0: fine. 1: differences, problems or failing tests. 2: asked wrongly. 3: the server refused or could not be reached. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Ends the command with this code; the message is for the person who called it. */
export class CliError extends Error {
  readonly code: ExitCode;

  constructor(code: ExitCode, message: string) {
    super(message);
    this.code = code;
  }
}
