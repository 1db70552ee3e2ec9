import type { PageData } from "../../report/html.js";
import { Page } from "./page.js";
import { pageStyle } from "./style.js";

// The program of the report page, built into one script and embedded by the HTML writer.
const root = document.getElementById("page");
const data = document.getElementById("data")?.textContent;
if (root && data) {
  const sheet = pageStyle.styleSheet;
  if (sheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  new Page(JSON.parse(data) as PageData, document.getElementsByClassName("call"), root);
}
