/** The text without `<name …>…</name>`. One that does not end is kept. Takes time linear in the text. */
export function without(text: string, name: string): string {
  const open = `<${name}`;
  const close = `</${name}>`;
  let out = "";
  let at = 0;
  for (;;) {
    const from = text.indexOf(open, at);
    const end = from < 0 ? -1 : text.indexOf(close, from);
    if (end < 0) return out + text.slice(at);
    const next = text.charAt(from + open.length);
    if (next === ">" || /\s/u.test(next)) {
      out += text.slice(at, from);
      at = end + close.length;
    } else {
      out += text.slice(at, from + open.length);
      at = from + open.length;
    }
  }
}
