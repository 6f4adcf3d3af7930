import type { Principal } from "./principal";

/** Who asks, or why that could not be established. 404 stands for a workspace that is not theirs. */
export type Authentication =
  | { ok: true; principal: Principal }
  | { ok: false; status: 400 | 401 | 403 | 404; detail: string };

/** A signed-in person, before any workspace is chosen. */
export type Account = { userId: string; email: string; name: string };

/** The same, with the session they came by. */
export type SignedIn = Account & { sessionId: string };
