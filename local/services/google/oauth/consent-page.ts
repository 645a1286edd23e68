import type { Account } from "../accounts.ts";
import { describeScope, isIdentityScope } from "./scopes.ts";

interface ConsentPage {
  readonly accounts: readonly Account[];
  readonly scopes: readonly string[];
  /** What the app asked, handed on as it came. */
  readonly request: URLSearchParams;
}

/** Choose an account, untick what the app shall not have, allow or deny. Works without scripts. */
export function consentPage({ accounts, scopes, request }: ConsentPage): Response {
  const hinted = accounts.find(({ email }) => email === request.get("login_hint")) ?? accounts[0];
  const choices = accounts.map(
    ({ email, name }) => `
      <label class="account">
        <input type="radio" name="account" value="${escape(email)}"${email === hinted?.email ? " checked" : ""}>
        <span class="initial" aria-hidden="true">${escape(name.slice(0, 1).toUpperCase())}</span>
        <span><b>${escape(name)}</b><br><small>${escape(email)}</small></span>
      </label>`,
  );
  const further = scopes.filter((scope) => !isIdentityScope(scope));
  const wishes = further.map(
    (scope) => `
      <label class="wish">
        <input type="checkbox" name="scope" value="${escape(scope)}" checked>
        <span>${escape(describeScope(scope))}</span>
      </label>`,
  );
  const wanted =
    wishes.length === 0
      ? "<p>It will know your name and your address, nothing else.</p>"
      : `<fieldset><legend>OmniCRM wants to</legend>${wishes.join("")}</fieldset>`;
  return page(
    "Sign in with Google",
    `<h1>Sign in with Google</h1>
    <p class="to">to continue to <b>OmniCRM</b></p>
    <form method="post" action="/o/oauth2/v2/auth/decision">
      <input type="hidden" name="request" value="${escape(request.toString())}">
      <fieldset><legend>Choose an account</legend>${choices.join("")}</fieldset>
      ${wanted}
      <p class="buttons">
        <button name="decision" value="deny">Deny</button>
        <button name="decision" value="allow" class="main">Allow</button>
      </p>
    </form>`,
  );
}

export function refusalPage(problem: string): Response {
  return page("Access blocked", `<h1>Access blocked</h1><p>${escape(problem)}</p>`, 400);
}

function page(title: string, body: string, status = 200): Response {
  const html = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <style>${style}</style>
</head>
<body>
  <main>${body}</main>
  <footer>This page stands in for Google on this machine. No account of yours is involved.</footer>
</body>
</html>`;
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
    },
  });
}

const style = `
:root { color-scheme: light dark; --line: light-dark(#dadce0, #444746); --blue: light-dark(#0b57d0, #a8c7fa); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; justify-content: center;
  gap: 16px; padding: 16px; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f0f4f9, #1e1f20);
  color: light-dark(#1f1f1f, #e3e3e3); }
main { width: 100%; max-width: 460px; padding: 32px; border-radius: 24px; background: light-dark(#fff, #0e0e0e); }
h1 { margin: 0; font-size: 26px; font-weight: 500; }
.to { margin: 4px 0 24px; }
fieldset { margin: 0 0 20px; padding: 0; border: 0; }
legend { padding: 0; margin-bottom: 8px; font-size: 14px; font-weight: 600; }
label { display: flex; align-items: center; gap: 12px; cursor: pointer; }
.account { padding: 12px 0; border-bottom: 1px solid var(--line); }
.wish { padding: 8px 0; align-items: flex-start; }
.wish input { margin-top: 5px; }
input { accent-color: var(--blue); width: 18px; height: 18px; flex: none; }
small { color: light-dark(#5f6368, #c4c7c5); overflow-wrap: anywhere; }
.initial { width: 36px; height: 36px; border-radius: 50%; display: grid; place-items: center; flex: none;
  background: #0b57d0; color: #fff; font-weight: 600; }
.buttons { display: flex; justify-content: flex-end; gap: 12px; margin: 24px 0 0; }
button { min-height: 44px; padding: 0 24px; border: 1px solid var(--line); border-radius: 22px; font: inherit;
  font-weight: 500; background: transparent; color: var(--blue); cursor: pointer; }
button.main { background: var(--blue); border-color: var(--blue); color: light-dark(#fff, #062e6f); }
:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
footer { font-size: 13px; color: light-dark(#5f6368, #c4c7c5); text-align: center; }
`;

const escape = (value: string): string =>
  value.replaceAll(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
