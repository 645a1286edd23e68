import sanitizeHtml from "sanitize-html";

import type { MailImages } from "./mail-images.ts";
import { pictureOf, placeholderClasses, placeholderStyles } from "./mail-picture.ts";
import { mailStyles } from "./mail-styles.ts";

const tags =
  "a abbr address article b big blockquote br caption center cite code col colgroup dd del div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr".split(
    " ",
  );
/** Gone with all that is in them. */
const swallowed =
  "script style textarea option noscript title xmp iframe noembed noframes plaintext math svg template object applet audio video canvas".split(
    " ",
  );
const looks =
  "align bgcolor border cellpadding cellspacing color dir face height lang size style valign width".split(
    " ",
  );

/** Deeper than any mail program writes, and more than any newsletter holds. */
const nestingLimit = 200;
const tagsMax = 50_000;

/**
 * The HTML of a mail as it may be shown: no script, form, frame, style sheet or address of our own; links open elsewhere
 * and tell nobody where they were. It is one wall of three: the answer's policy and the page's frame forbid the same again.
 */
export function sanitiseMail(html: string, images: MailImages): string {
  return sanitizeHtml(bounded(html), {
    allowedTags: tags,
    nonTextTags: swallowed,
    allowedAttributes: {
      "*": looks,
      a: ["href", "rel", "target", "title"],
      img: ["src", "alt", "title"],
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan"],
      ol: ["start", "type"],
    },
    allowedClasses: placeholderClasses,
    allowedStyles: { "*": mailStyles, ...placeholderStyles },
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesByTag: { img: ["https", "data"] },
    allowProtocolRelative: false,
    enforceHtmlBoundary: false,
    nestingLimit,
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: link(attributes) }),
      body: "div",
      img: (_tagName, attributes) => pictureOf(attributes, images),
    },
    // What is left without a source or a placeholder was a tracker, or nothing that may be shown.
    exclusiveFilter: ({ tag, attribs }) => tag === "img" && !attribs["src"] && !attribs["class"],
  });
}

type Attributes = Record<string, string>;

/** Whole addresses only: a relative one would lead into this app. */
function link({ href = "", title, style }: Attributes): Attributes {
  const address = href.trim();
  const isSafe = /^(?:https?:\/\/|mailto:)/i.test(address) && URL.canParse(address);
  return {
    ...(isSafe ? { href: address, target: "_blank", rel: "noopener noreferrer nofollow" } : {}),
    ...(title === undefined ? {} : { title }),
    ...(style === undefined ? {} : { style }),
  };
}

function bounded(html: string): string {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    if (++count > tagsMax) return html.slice(0, at);
  }
  return html;
}
