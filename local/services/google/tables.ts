/** Counters live with the account: history ids of its mail, sequence numbers of its events. */
export const tables = `
create table if not exists accounts (
  email text primary key, name text not null, subject text not null,
  history_id integer not null, history_floor integer not null,
  event_seq integer not null default 1, event_floor integer not null default 0
) strict;
create table if not exists tokens (
  token text primary key, kind text not null, client_id text not null, email text not null,
  scopes text not null, expires_at integer
) strict;
create table if not exists grants (
  client_id text not null, email text not null, scopes text not null, primary key (client_id, email)
) strict;
create table if not exists messages (
  email text not null, id text not null, thread_id text not null, history_id integer not null,
  internal_date integer not null, size integer not null, snippet text not null, subject text not null,
  sender text not null, recipients text not null, message_id text not null,
  has_attachment integer not null, raw blob not null,
  primary key (email, id)
) strict;
create index if not exists messages_by_date on messages (email, internal_date, id);
create index if not exists messages_by_thread on messages (email, thread_id);
create index if not exists messages_by_message_id on messages (email, message_id);
create table if not exists message_references (
  email text not null, message_id text not null, thread_id text not null,
  primary key (email, message_id)
) strict, without rowid;
create table if not exists message_labels (
  email text not null, message_id text not null, label_id text not null,
  primary key (email, message_id, label_id)
) strict, without rowid;
create index if not exists message_labels_by_label on message_labels (email, label_id, message_id);
create table if not exists labels (
  email text not null, id text not null, name text not null, type text not null, primary key (email, id)
) strict;
create table if not exists history (
  email text not null, id integer not null, kind text not null, message_id text not null,
  thread_id text not null, label_ids text not null, changed text not null
) strict;
create index if not exists history_by_id on history (email, id);
create table if not exists aliases (
  email text not null, alias text not null, primary key (email, alias));
create table if not exists mail_watches (
  email text primary key, topic text not null, expires_at integer not null
) strict;
create table if not exists calendars (
  email text not null, id text not null, summary text not null, time_zone text not null,
  is_primary integer not null, primary key (email, id)
) strict;
create table if not exists calendar_access (
  email text not null, id text not null, role text not null, primary key (email, id)
) strict, without rowid;
create table if not exists events (
  email text not null, calendar_id text not null, id text not null, seq integer not null,
  recurring_event_id text, body text not null, primary key (email, calendar_id, id)
) strict;
create index if not exists events_by_series on events (email, calendar_id, recurring_event_id);
create table if not exists channels (
  id text primary key, resource_id text not null, email text not null, calendar_id text not null,
  address text not null, token text not null, expires_at integer not null, message_number integer not null
) strict;
`;
