export { type NormalizedText, normalize } from "./normalize.js";
