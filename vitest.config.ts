import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname };

/** unit: pure logic, no I/O.  integration (`*.db.test.ts`): real PostgreSQL, each file on its own clone of a template database. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: [
            "lib/**/*.test.{ts,tsx}",
            "components/**/*.test.{ts,tsx}",
            "app/**/*.test.ts",
            "worker/**/*.test.ts",
            "e2e/support/**/*.test.ts",
          ],
          exclude: ["**/*.db.test.ts", "node_modules"],
          // Nothing is kept between files: they share what is loaded, which is a third of their time.
          isolate: false,
          // On a busy machine a property test takes several times what it takes alone.
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["{lib,app,worker,prisma}/**/*.db.test.ts"],
          globalSetup: path.join(import.meta.dirname, "lib/testing/global-setup.ts"),
          // Every file has a database and a process of its own; two keep both the tests and PostgreSQL busy.
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
