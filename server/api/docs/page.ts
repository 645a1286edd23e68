const attribute = (value: string) => value.replaceAll(/[^\w+/=-]/g, "");

/** The page that shows the OpenAPI document; its scripts come from here and carry the nonce of proxy.ts. */
export function docsPage(request: Request): Response {
  const nonce = attribute(request.headers.get("x-nonce") ?? "");
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>API · OmniCRM</title>
<link rel="stylesheet" href="/docs/api/assets/swagger-ui.css">
<link rel="stylesheet" href="/docs/api/assets/page.css">
</head>
<body>
<main id="document"><noscript>This page needs JavaScript. The document itself is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</noscript></main>
<script src="/docs/api/assets/swagger-ui-bundle.js" nonce="${nonce}"></script>
<script src="/docs/api/assets/page.js" nonce="${nonce}"></script>
</body>
</html>
`;
  return new Response(html, {
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
