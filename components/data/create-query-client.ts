import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error";

/**
 * Server state for all pages. Answers of the API that a retry cannot change are not retried. What somebody does without a connection fails
 * at once: it must not happen by itself later, when they no longer expect it.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
      mutations: { networkMode: "always" },
    },
  });
}
