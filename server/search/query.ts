import { type SQL, sql } from "drizzle-orm";

import { type SearchHit, SearchInput, SearchResult } from "#lib/schemas/search.ts";
import { type Context, operation, scopesOf } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { findMail } from "./find-mail.ts";
import { findTags } from "./find-tags.ts";
import { findTasks } from "./find-tasks.ts";
import { rankOf, type Terms, termsOf } from "./terms.ts";

/** Ranked at most per table and stage: far more than are shown, and few enough to rank while somebody types. */
const candidatesAtMost = 200;

/** Of a long answer, one in so many may be mail, a task, or a tag, however many names fit. */
const shareOfOthers = 8;

interface Candidate extends Record<string, unknown> {
  kind: "contact" | "company";
  id: string;
  identity_id: string | null;
}

/** What may match, the likeliest first: wider patterns are tried only while there are not enough. */
async function candidatesFor(tx: Tx, terms: Terms, limit: number): Promise<Candidate[]> {
  const longest = terms.words.reduce((a, b) => (b.length > a.length ? b : a), "");
  const words = sql`array(select lower(value) from jsonb_array_elements_text(${JSON.stringify(
    terms.words.map((word) => `%${word}%`),
  )}::jsonb))`;
  const found: Candidate[] = [];
  for (const [pattern, sorted] of [
    [`${terms.phrase}%`, true],
    [`% ${terms.phrase}%`, true],
    [`%${longest}%`, false],
  ] as const) {
    const more = await tx.execute<Candidate>(sql`
      select kind, id, identity_id from app.search_candidates(lower(${pattern}), ${words}, ${candidatesAtMost}, ${sorted})`);
    found.push(...more);
    if (new Set(found.map(({ id }) => id)).size >= limit) break;
  }
  return found;
}

const among = (column: SQL, ids: (string | null)[]): SQL =>
  sql`${column} = any (array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(
    ids.filter((id) => id !== null),
  )}::jsonb)))`;

interface Row extends Record<string, unknown> {
  kind: "contact" | "company";
  id: string;
  title: string;
  subtitle: string | null;
  matched_on: "name" | "email" | "domain";
}

/** The candidates as the caller's policies show them, the best of each contact's name and addresses first. */
const ranked = (candidates: Candidate[], terms: Terms, limit: number): SQL => sql`
  select hit.kind, hit.id, hit.title, hit.subtitle, hit.matched_on from (
    (select distinct on (c.id) 'contact' as kind, c.id, c.display_name as title, coalesce(best.address, c.primary_email) as subtitle,
        best.matched_on, best.rank
      from crm.contacts c cross join lateral (
        select 'name' as matched_on, null as address, ${rankOf(sql`lower(c.display_name)`, terms)} as rank
        union all
        select 'email', i.value, ${rankOf(sql`i.value`, terms)} from crm.contact_identities i
        where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = 'email' and i.deleted_at is null
          and ${among(
            sql`i.id`,
            candidates.map(({ identity_id }) => identity_id),
          )}
      ) best
      where c.deleted_at is null and ${among(
        sql`c.id`,
        candidates.map(({ kind, id }) => (kind === "contact" ? id : null)),
      )}
      order by c.id, best.rank, best.matched_on desc, best.address)
    union all
    (select 'company', o.id, o.name, o.domain, case when r.by_domain < r.by_name then 'domain' else 'name' end,
        least(r.by_name, r.by_domain)
      from crm.companies o cross join lateral (
        select ${rankOf(sql`lower(o.name)`, terms)} as by_name, ${rankOf(sql`coalesce(o.domain, '')`, terms)} as by_domain
      ) r
      where o.deleted_at is null and ${among(
        sql`o.id`,
        candidates.map(({ kind, id }) => (kind === "company" ? id : null)),
      )})
  ) hit order by hit.rank, lower(hit.title), hit.id limit ${limit}`;

export const searchQuery = operation({
  name: "search.query",
  summary: "Find contacts and companies by name, address or domain, and mails and meetings by their words",
  guidance:
    "Use it whenever the user names somebody: it gives the ids that other tools ask for; kinds=[contact] finds people alone, kinds=[tag] tags. Parts of names will do; every word must occur. People and companies come first. For what somebody wrote use interactions_search.",
  input: SearchInput,
  output: SearchResult,
  permission: "search:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/search" },
  async run({ ctx, tx, input: { query, kinds, limit } }) {
    const share = Math.floor(limit / shareOfOthers);
    const names = await findNames(tx, query, kinds, limit);
    const withTags = kinds.includes("tag") && mayRead(ctx, "tags:read");
    const tags = withTags ? await findTags(tx, query, Math.max(limit - names.length, share)) : [];
    const withTasks = kinds.includes("task") && mayRead(ctx, "tasks:read");
    const tasks = withTasks
      ? await findTasks(tx, query, Math.max(Math.floor((limit - names.length - tags.length) / 2), share))
      : [];
    const room = Math.max(limit - names.length - tags.length - tasks.length, share);
    const mails = kinds.includes("mail") && mayRead(ctx, "mail:read") ? await findMail(tx, query, room) : [];
    const others = [...tags, ...tasks, ...mails];
    return { items: [...names.slice(0, Math.max(limit - others.length, 0)), ...others].slice(0, limit) };
  },
});

async function findNames(
  tx: Tx,
  query: string,
  kinds: readonly string[],
  limit: number,
): Promise<SearchHit[]> {
  if (!kinds.includes("contact") && !kinds.includes("company")) return [];
  const terms = termsOf(query);
  const candidates = (await candidatesFor(tx, terms, limit)).filter(({ kind }) => kinds.includes(kind));
  if (candidates.length === 0) return [];
  const rows = await tx.execute<Row>(ranked(candidates, terms, limit));
  return rows.map(({ matched_on: matchedOn, ...hit }) => ({ ...hit, matchedOn }));
}

// A key that was given search alone does not read mail, tasks or tags by it.
function mayRead(ctx: Context, scope: "mail:read" | "tasks:read" | "tags:read"): boolean {
  const scopes = scopesOf(ctx.actor);
  return scopes === null || scopes.includes("*") || scopes.includes(scope);
}
