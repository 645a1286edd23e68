import { openApiDocument } from "./document.ts";

let text: string | undefined;

/** The document, for everybody: it tells what the source tells. */
export function handleOpenApi(): Response {
  text ??= JSON.stringify(openApiDocument());
  return new Response(text, {
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-cache" },
  });
}
