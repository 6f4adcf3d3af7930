import { spawn } from "node:child_process";
import { createServer, type RequestListener, type Server } from "node:http";
import { createWebServer } from "@/app/server/create-web-server";
import { readBody } from "@/app/server/read-body";
import { authenticateKey } from "@/lib/auth/authenticate-key";
import { hashKeySecret } from "@/lib/auth/key-secret";
import { prisma } from "@/lib/db/prisma";
import { alternate, ratioOf, type Variant } from "./measure";
import type { Goal, Section } from "./section";

const KEY = "sk_bench_http_0123456789abcdefghijkl";
const BATCH = 100;

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

/** The least a server can do: read the body, parse it, answer. */
const parseOnly: RequestListener = async (request, response) => {
  const body = await readBody(request, 1_000_000);
  if (body.kind === "bytes") JSON.parse(body.bytes.toString());
  response.writeHead(202, { "content-type": "application/json" });
  response.end('{"success":true}');
};

/** Requests from a process of their own, so that only the server's side counts as ours. */
function load(port: number, itemsPerRequest: number): Variant {
  return (seconds) =>
    new Promise((resolve, reject) => {
      const args = [
        "--import",
        "tsx",
        "e2e/bench/http-load.ts",
        String(port),
        KEY,
        String(itemsPerRequest),
        String(seconds),
      ];
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
      let output = "";
      child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
      });
      child.once("exit", (code) => {
        if (code !== 0) return reject(new Error(`the load generator ended with ${code}`));
        const [operations = 0, took = 1] = output.trim().split(" ").map(Number);
        resolve({ operations, seconds: took });
      });
    });
}

/** Goal 6: events over HTTP, answered after their commit, against a server that only parses. */
export const httpSection: Section = async (context) => {
  const workspace = await prisma().workspace.create({
    data: { slug: `http-${Date.now()}`, name: "HTTP", mode: "live" },
  });
  await prisma().apiKey.create({
    data: {
      workspaceId: workspace.id,
      name: "bench",
      prefix: KEY.slice(0, 8),
      hash: hashKeySecret(KEY),
      scope: "ingest",
    },
  });
  const bare = createServer(parseOnly);
  const ours = createWebServer({
    authenticate: (secret) => authenticateKey(secret),
    fallback: (_request, response) => response.writeHead(404).end(),
  });
  const [barePort, ourPort] = [await listen(bare), await listen(ours)];
  const figures = await alternate(
    {
      "events, one a request, parsed only": load(barePort, 1),
      "events, one a request, committed": load(ourPort, 1),
      "events, a hundred a request, parsed only": load(barePort, BATCH),
      "events, a hundred a request, committed": load(ourPort, BATCH),
    },
    { ...context, warmUpSeconds: 0.5 },
  );
  for (const server of [bare, ours]) {
    server.closeAllConnections();
    server.close();
  }
  const goal = (name: string, ours: number, bare: number): Goal[] => {
    const [a, b] = [figures[ours], figures[bare]];
    if (!a || !b) return [];
    const ratio = ratioOf(a, b);
    return [{ name, value: ratio.median, goal: 0.5, spread: ratio }];
  };
  return {
    figures,
    goals: [
      ...goal("6 events/s by HTTP with commit over parsing only", 1, 0),
      ...goal("6 the same in batches of 100", 3, 2),
    ],
  };
};
