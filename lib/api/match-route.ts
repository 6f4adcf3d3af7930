import type { AccountEndpoint, Endpoint } from "./define-endpoint";

export type AnyEndpoint = Endpoint | AccountEndpoint;
export type RouteMatch =
  | { kind: "found"; endpoint: AnyEndpoint; params: Record<string, string> }
  | { kind: "other_methods"; allow: string[] }
  | { kind: "none" };

type Route = { segments: string[]; byMethod: Map<string, AnyEndpoint> };

/** Routes of a registry, fixed segments before parameters, so that /templates/preview is not the template "preview". */
export function makeRouter(endpoints: readonly AnyEndpoint[]): (method: string, path: string[]) => RouteMatch {
  const routes = new Map<string, Route>();
  for (const endpoint of endpoints) {
    const segments = endpoint.path.split("/").filter(Boolean);
    const shape = segments.map((s) => (s.startsWith("{") ? "{}" : s)).join("/");
    const route = routes.get(shape) ?? { segments, byMethod: new Map() };
    if (route.byMethod.has(endpoint.method)) throw new Error(`two endpoints for ${endpoint.method} ${endpoint.path}`);
    route.byMethod.set(endpoint.method, endpoint);
    routes.set(shape, route);
  }
  const parameters = (route: Route) => route.segments.filter((s) => s.startsWith("{")).length;
  const ordered = [...routes.values()].sort((a, b) => parameters(a) - parameters(b));
  return (method, path) => {
    const route = ordered.find(({ segments }) => fits(segments, path));
    if (!route) return { kind: "none" };
    const endpoint = route.byMethod.get(method === "HEAD" ? "GET" : method);
    if (!endpoint) return { kind: "other_methods", allow: [...route.byMethod.keys()] };
    const own = endpoint.path.split("/").filter(Boolean);
    const params = own.flatMap((s, i) => (s.startsWith("{") ? [[s.slice(1, -1), path[i] ?? ""] as const] : []));
    return { kind: "found", endpoint, params: Object.fromEntries(params) };
  };
}

function fits(segments: string[], path: string[]): boolean {
  return segments.length === path.length && segments.every((s, i) => s.startsWith("{") || s === path[i]);
}
