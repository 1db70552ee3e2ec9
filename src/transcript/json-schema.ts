import * as z from "zod";
import { Transcript } from "./schema.js";

/** The schema of what is taken as a transcript, for programs in other languages: other members may stand beside ours. */
export function transcriptSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(Transcript, { io: "input" });
  const description =
    "A call as text. Members that are not named here are ignored; one that looks like a misspelling of a named one that is missing is an error.";
  return { $schema, description, ...schema };
}
