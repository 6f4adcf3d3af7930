// The dependency rule: each room may use only the rooms before it.
//   journey ← nodes ← engine ← email ← gallery | channels | audience | insight | db | queue ← commands | queries ← app | worker
//   beside them: cli (over HTTP only), launch (starts processes)
const pure = ["journey", "nodes", "engine"];
const services = ["email", "channels", "audience", "insight", "db", "queue", "auth", "api"];
const usecases = ["commands", "queries"];

const rooms = (names) => `^lib/(${names.join("|")})/`;
const tests = "(\\.test\\.tsx?$|/_testing/|^lib/testing/|^e2e/)";

const forbid = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from, pathNot: tests },
  to: { path: to },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    forbid(
      "journey-stands-alone",
      rooms(["journey"]),
      `^(lib/(?!journey/)|components/|app/|worker/|prisma/)`,
      "the vocabulary knows nobody",
    ),
    {
      name: "journey-imports-zod-and-time-only",
      severity: "error",
      from: { path: rooms(["journey"]), pathNot: tests },
      to: { dependencyTypes: ["npm"], pathNot: "node_modules/(zod|temporal-polyfill|temporal-spec)/" },
    },
    forbid(
      "nodes-know-the-vocabulary-only",
      rooms(["nodes"]),
      `^(lib/(?!journey/|nodes/)|components/|app/|worker/|prisma/)`,
      "a step is pure",
    ),
    {
      name: "node-folders-never-import-each-other",
      severity: "error",
      from: { path: "^lib/nodes/([^/]+)/", pathNot: tests },
      to: { path: "^lib/nodes/[^/]+/", pathNot: "^lib/nodes/$1/" },
    },
    forbid(
      "engine-is-pure",
      rooms(["engine"]),
      `^(lib/(?!journey/|nodes/|engine/)|components/|app/|worker/|prisma/)`,
      "no I/O in the engine",
    ),
    {
      name: "pure-rooms-do-no-io",
      severity: "error",
      from: { path: rooms(pure), pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    forbid(
      "services-below-use-cases",
      rooms(services),
      `^(${rooms(usecases).slice(1)}|components/|app/|worker/)`,
      "services do not know use cases",
    ),
    forbid(
      "use-cases-below-surfaces",
      rooms(usecases),
      "^(components/|app/|worker/)",
      "use cases do not know who calls them",
    ),
    forbid(
      "components-never-touch-data",
      "^components/",
      `${rooms(["db", "commands", "queries", "queue", "channels", "audience"])}`,
      "the browser has no database",
    ),
    forbid(
      "gallery-is-data",
      rooms(["gallery"]),
      "^(lib/(?!gallery/|journey/|nodes/|engine/|email/)|components/|app/|worker/|prisma/)",
      "journeys to begin with know what a journey and a mail are",
    ),
    forbid(
      "cli-speaks-http",
      rooms(["cli"]),
      `^(${rooms([...usecases, "db", "queue", "channels", "audience", "auth", "gallery"]).slice(1)}|components/|app/|worker/)`,
      "the command has no database, only the API",
    ),
    forbid(
      "launch-starts-processes",
      rooms(["launch"]),
      `^(${rooms([...usecases, ...pure, "api", "auth"]).slice(1)}|components/|app/)`,
      "starting up knows no product",
    ),
    forbid("surfaces-do-not-know-each-other", "^app/", "^worker/", "web and worker meet in the database"),
    forbid("worker-has-no-pages", "^worker/", "^(app|components)/", "web and worker meet in the database"),
    {
      name: "tests-stay-outside",
      severity: "error",
      from: { path: "^(app|components|lib|worker)/", pathNot: tests },
      to: { path: "^lib/testing/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.build|lib/db/generated)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
