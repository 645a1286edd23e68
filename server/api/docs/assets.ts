import { readFile } from "node:fs/promises";
import { join } from "node:path";

const script = "text/javascript; charset=utf-8";
const style = "text/css; charset=utf-8";

const fromPackage: Record<string, string> = {
  "swagger-ui.css": style,
  "swagger-ui-bundle.js": script,
};

const pageScript = `const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();
SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  domNode: document.getElementById("document"),
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`;

const pageStyle = `html, body { margin: 0; background: #fff; }
html.dark-mode, html.dark-mode body { background: #1c2022; }
noscript { display: block; padding: 24px; font-family: sans-serif; }
`;

const ours: Record<string, { type: string; text: string }> = {
  "page.js": { type: script, text: pageScript },
  "page.css": { type: style, text: pageStyle },
};

/** A file of the page at /docs/api: these four and no other. */
export async function docsAsset(
  _request: Request,
  { params }: { params: Promise<{ file: string }> },
): Promise<Response> {
  const { file } = await params;
  const type = Object.hasOwn(fromPackage, file) ? fromPackage[file] : undefined;
  const own = Object.hasOwn(ours, file) ? ours[file] : undefined;
  if (own) return asset(own.text, own.type);
  if (!type) return new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
  const path = join(process.cwd(), "node_modules", "swagger-ui-dist", file);
  return asset(await readFile(path, "utf8"), type);
}

const asset = (text: string, type: string) =>
  new Response(text, { headers: { "content-type": type, "cache-control": "public, max-age=3600" } });
