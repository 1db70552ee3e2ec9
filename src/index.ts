export { KikimimiError } from "./errors.js";
