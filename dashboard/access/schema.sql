-- Who may come in, the record of what was done, and what waits. One row a person, unit of a person, session, run of
-- failures, proposal, record, draft, file of a draft, saved view.
create table if not exists people (
    name text primary key,
    full_name text not null,
    role text not null,
    -- Argon2id; null: this person comes in by a gateway or an identity provider alone.
    password text,
    must_change integer not null default 0,
    is_active integer not null default 1,
    created_at text not null
) strict;

create table if not exists person_units (
    name text not null references people (name),
    unit text not null,
    primary key (name, unit)
) strict;

-- `token` is the SHA-256 of what the browser holds: who reads this file cannot come in with it.
create table if not exists sessions (
    token text primary key,
    name text not null references people (name),
    address text not null,
    started_at real not null,
    seen_at real not null
) strict;

-- Failed sign-ins in a row: `what` is account:NAME or address:ADDRESS.
create table if not exists failures (
    what text primary key,
    times integer not null,
    last_at real not null,
    until real not null
) strict;

-- The one-time code with which the first administrator is made.
create table if not exists founding_code (code text primary key, until real not null) strict;

-- Rows for a register that wait for the word of the office, as a file.
create table if not exists proposals (
    number integer primary key autoincrement,
    at text not null,
    name text not null,
    full_name text not null,
    dataset text not null,
    file_name text not null,
    content blob not null,
    message text not null,
    state text not null check (state in ('waiting', 'taken', 'declined')),
    decided_by text not null default '',
    decided_at text not null default '',
    reason text not null default ''
) strict;

-- `hash` covers the row and the hash of the row before it: nobody can change or take out one without it being seen.
create table if not exists record (
    number integer primary key autoincrement,
    at text not null,
    name text not null,
    full_name text not null,
    role text not null,
    units text not null,
    address text not null,
    kind text not null,
    what text not null,
    before text not null,
    after text not null,
    previous text not null,
    hash text not null
) strict;

create trigger if not exists record_is_never_changed before update on record
begin
    select raise(abort, 'the record is append only');
end;

create trigger if not exists record_is_never_shortened before delete on record
begin
    select raise(abort, 'the record is append only');
end;

-- What a person has typed into a report and not saved yet: theirs alone to read.
create table if not exists drafts (
    name text not null references people (name),
    dataset text not null,
    month text not null,
    unit text not null,
    task_id text not null,
    -- The columns of the row as an object of JSON.
    texts text not null,
    -- The upload that the stored row came with when the draft was begun; 0: there was none.
    base integer not null,
    saved_at text not null,
    primary key (name, dataset, month, unit, task_id)
) strict;

-- Files that go with a draft.
create table if not exists draft_files (
    name text not null references people (name),
    dataset text not null,
    month text not null,
    unit text not null,
    task_id text not null,
    sha256 text not null,
    file_name text not null,
    media_type text not null,
    remark text not null,
    content blob not null,
    saved_at text not null,
    primary key (name, dataset, month, unit, task_id, sha256)
) strict;

-- Filters of a page that were saved under a title; those that are nobody's own (owner '') are for everybody.
create table if not exists views (
    page text not null,
    owner text not null,
    title text not null,
    -- As in the address of the page.
    filters text not null,
    saved_at text not null,
    primary key (page, owner, title)
) strict;
