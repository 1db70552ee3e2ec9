import { KikimimiError } from "./errors.js";

/** An error on its way between threads, where classes do not survive. */
export type Failure = {
  name: string;
  message: string;
  known?: KikimimiError["parts"];
};

export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message } = error;
  if (!(error instanceof KikimimiError)) return { name, message };
  return { name, message, known: error.parts };
}

export function fromFailure({ name, message, known }: Failure): Error {
  return known ? new KikimimiError(...known) : Object.assign(new Error(message), { name });
}
