import postgres from "postgres";
import { type PostgresSettings, appLogin, databaseName, systemLogin } from "./settings.ts";
import { databaseUrl } from "./url.ts";

// Supabase brings these roles; on a server of our own we make them, and the two logins of the app.
const rolesSql = (passwords: PostgresSettings["passwords"]): string => `
do $$
declare role_name text;
begin
  foreach role_name in array array['anon', 'authenticated', 'service_role', '${systemLogin}', '${appLogin}'] loop
    if not exists (select 1 from pg_roles where rolname = role_name) then
      execute format('create role %I', role_name);
    end if;
  end loop;
end $$;
alter role anon nologin noinherit;
alter role authenticated nologin noinherit;
alter role service_role nologin noinherit bypassrls;
alter role ${systemLogin} login nosuperuser nocreatedb nocreaterole bypassrls password '${passwords.system}';
alter role ${appLogin} login noinherit nosuperuser nocreatedb nocreaterole nobypassrls password '${passwords.app}';
grant anon, authenticated, service_role to ${systemLogin};
grant authenticated to ${appLogin} with inherit false, set true;
`;

// What Supabase has in a database before the first migration: the schema auth and the extensions in one of their own.
const databaseSql = `
create schema if not exists auth;
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
$$;
grant usage on schema public, auth to anon, authenticated, service_role, ${systemLogin};
grant execute on all functions in schema auth to anon, authenticated, service_role, ${systemLogin};

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role, ${systemLogin}, ${appLogin};
create extension if not exists pg_trgm schema extensions;
create extension if not exists btree_gin schema extensions;
create extension if not exists citext schema extensions;
create extension if not exists unaccent schema extensions;
create extension if not exists pgcrypto schema extensions;
do $$ begin
  if exists (select 1 from pg_available_extensions where name = 'vector') then
    create extension if not exists vector schema extensions;
  end if;
end $$;
`;

/** Makes the roles and the app's database on a server of ours. May run any number of times. */
export async function bootstrap(adminUrl: string, passwords: PostgresSettings["passwords"]): Promise<void> {
  await run(adminUrl, rolesSql(passwords));
  await createDatabase(adminUrl, databaseName);
}

/** An empty database, owned by the system login, as Supabase would hand it over. */
export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const admin = connect(adminUrl);
  try {
    const found = await admin`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await admin`create database ${admin(name)} owner ${admin(systemLogin)}`;
  } finally {
    await admin.end();
  }
  await run(databaseUrl(adminUrl, name), databaseSql);
}

export function connect(url: string): postgres.Sql {
  return postgres(url, { max: 1, prepare: false, connect_timeout: 5, onnotice: () => undefined });
}

async function run(url: string, statements: string): Promise<void> {
  const client = connect(url);
  try {
    await client.unsafe(statements);
  } finally {
    await client.end();
  }
}
