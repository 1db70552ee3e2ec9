const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.+-])/y;
const chars = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;
const blank = /[ \t\r\n]*/y;

/**
 * Where a text stops being JSON (RFC 8259); its length if it is cut off in the middle. Engines do not always say, and when
 * they do they quote the text. Call it only for a text that does not parse.
 */
export function jsonErrorAt(text: string): number {
  const after = (pattern: RegExp, from: number): number => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : from;
  };
  const closers: string[] = [];
  let at = 0;
  // What may stand here: a value, a member name, either of them or the closer of an empty list, or what follows a value.
  let state: "value" | "name" | "first" | "next" = "value";
  for (;;) {
    at = after(blank, at);
    const char = text[at];
    if (char === undefined) return text.length;
    const closer = closers.at(-1);
    if (state === "next") {
      if (char === closer) closers.pop();
      else if (char === "," && closer) state = closer === "}" ? "name" : "value";
      else return at;
      at++;
      continue;
    }
    if (state === "first" && char === closer) {
      closers.pop();
      state = "next";
      at++;
      continue;
    }
    const named = closer === "}" && state !== "value";
    if (named && char !== '"') return at;
    if (char === '"') {
      const end = after(chars, at + 1);
      if (text[end] !== '"') return /^\\(?:u[\da-f]{0,3})?$/i.test(text.slice(end, end + 7)) ? text.length : end;
      at = end + 1;
      if (named) {
        at = after(blank, at);
        if (text[at] !== ":") return at;
        at++;
        state = "value";
      } else state = "next";
    } else if (char === "{" || char === "[") {
      closers.push(char === "{" ? "}" : "]");
      state = "first";
      at++;
    } else {
      const end = after(literal, at);
      if (end === at)
        return "true false null".split(" ").some((word) => word.startsWith(text.slice(at))) ? text.length : at;
      at = end;
      state = "next";
    }
  }
}
