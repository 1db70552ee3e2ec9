import { defineConfig } from "vite";

// Relative addresses, so that the built page can stand in any folder.
export default defineConfig({ base: "./" });
