import { defineConfig } from "vitest/config";

/** Tests of the package as it is published: slow, and they install from the registry. `npm run test:packed`. */
export default defineConfig({
  test: {
    include: ["test/packed/**/*.packed.ts"],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
