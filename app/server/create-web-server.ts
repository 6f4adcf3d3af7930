import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { problem } from "@/lib/api/problem";
import { answer } from "./answer";
import { ASKED_ADDRESS_HEADER, askedAddress } from "./asked-address";
import { CLIENT_IP_HEADER, clientIp } from "./client-ip";
import { decodableUrl } from "./decodable-url";
import { drainWhenAnswered } from "./drain-when-answered";
import { handleIngestion, type IngestionDependencies } from "./ingestion-handler";

export type Fallback = (request: IncomingMessage, response: ServerResponse) => void;

/** Longer than the 60 s that common load balancers keep an idle connection, so that they close it and never we under them. */
const KEEP_ALIVE_MS = 65_000;
const HEADERS_TIMEOUT_MS = 15_000;
/** For the whole request, uploads included. */
const REQUEST_TIMEOUT_MS = 120_000;
const HEADER_BYTES_MAX = 16_384;

/** Anybody can write anything into a request line; what no URL can be read from would only fail further on. */
const NO_ADDRESS = problem(400, "The request names no address.", { headers: { connection: "close" } });

/** The web process's listener: ingestion and health answered right here, everything else by `fallback` (Next). */
export function createWebServer(dependencies: IngestionDependencies & { fallback: Fallback }): Server {
  const server = createServer(
    { keepAlive: true, maxHeaderSize: HEADER_BYTES_MAX, noDelay: true },
    (request: IncomingMessage, response: ServerResponse) => {
      if (request.url === "/api/health" && (request.method === "GET" || request.method === "HEAD"))
        return answer(response, { status: 200, body: { status: "ok" } });
      if (handleIngestion(request, response, dependencies)) return;
      request.url = decodableUrl(request.url ?? "");
      if (!URL.canParse(request.url, "http://localhost")) return answer(response, NO_ADDRESS);
      drainWhenAnswered(request, response);
      request.headers[CLIENT_IP_HEADER] = clientIp(request);
      request.headers[ASKED_ADDRESS_HEADER] = askedAddress(request.url);
      dependencies.fallback(request, response);
    },
  );
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return server;
}
