-- The log: every message as it was received. Rows are added and read, never changed; maintenance takes the rights to
-- change them from the runtime role. Partitioned by month of receipt; "facts_rest" takes what no month was made for.
create table facts (
  position bigint not null, -- counted on from the checkpoint's under its lock: without gaps, in the order of commit
  xid xid8 not null default pg_current_xact_id(), -- which transaction added it: readers stay below the oldest open one
  message_id uuid not null,
  wire_name text not null,
  aggregate text not null, -- the wire name without its verb
  sender text not null,
  aggregate_id uuid not null,
  version bigint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  received_at timestamptz not null,
  trace_parent text,
  body text not null -- exactly as sent, whatever it is
) partition by range (received_at);

create table facts_rest partition of facts default;

create index facts_in_commit_order on facts (xid, position);
create index facts_of_aggregate on facts (aggregate_id, position);
create index facts_by_position on facts (position);
create index facts_received on facts (received_at, position);

-- What the log holds and no projection can read, with the reason; part of "how many facts wait".
create table unread_facts (
  generation int not null,
  position bigint not null,
  message_id uuid not null,
  wire_name text not null,
  reason text not null,
  primary key (generation, position)
);

-- One row. It names the generation that reports read and says how far it has come; whoever adds to the log or switches
-- the generation holds it, so a batch, its projections and this checkpoint are one transaction.
create table projections (
  id boolean primary key default true check (id),
  generation int not null,
  time_zone text not null, -- local days are counted in it; another one needs a rebuild
  position bigint not null,
  data_at timestamptz,
  rebuilt_at timestamptz
) with (fillfactor = 20);

create sequence projection_generations minvalue 1;
insert into projections (generation, time_zone, position) values (nextval('projection_generations'), 'UTC', 0);

-- Current state, one row per aggregate: version, message and log position are those of the message it came from.
create table organisations (
  generation int not null, id uuid not null,
  version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
  name text not null, trade_name text, type text not null, country text not null, region text, status text not null,
  category text, submitted_at timestamptz, decided_at timestamptz, member_since timestamptz,
  primary key (generation, id)
);
create index organisations_active on organisations (generation, member_since) where status = 'member';

create table events (
  generation int not null, id uuid not null,
  version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
  title jsonb not null, kind text not null, status text not null, starts_at timestamptz not null, ends_at timestamptz not null,
  country text, capacity int not null,
  held_at timestamptz, held_version bigint, held_day date,
  primary key (generation, id)
);
create index events_held on events (generation, held_day) where held_day is not null;

create table invitations (
  generation int not null, id uuid not null,
  version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
  event_id uuid not null, organisation_id uuid, person_id uuid, status text not null,
  sent_at timestamptz, sent_version bigint, sent_day date,
  primary key (generation, id)
);
create index invitations_sent on invitations (generation, sent_day) where sent_day is not null;
create index invitations_of_organisation on invitations (generation, organisation_id, id) where sent_day is not null;

create table registrations (
  generation int not null, id uuid not null,
  version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
  event_id uuid not null, person_id uuid not null, organisation_id uuid, status text not null,
  confirmed_at timestamptz, confirmed_version bigint, confirmed_day date,
  checked_in_at timestamptz, checked_in_version bigint, checked_in_day date,
  primary key (generation, id)
);
create index registrations_confirmed on registrations (generation, confirmed_day) where confirmed_day is not null;
create index registrations_checked_in on registrations (generation, checked_in_day) where checked_in_day is not null;
create index registrations_of_organisation on registrations (generation, organisation_id, id);

create table opportunities (
  generation int not null, id uuid not null,
  version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
  ocid text not null, status text not null, tier text not null, buyer_country text,
  amount numeric, currency text, published_at timestamptz, deadline timestamptz,
  noticed_at timestamptz, noticed_version bigint, noticed_day date,
  primary key (generation, id)
);
create index opportunities_noticed on opportunities (generation, noticed_day) where noticed_day is not null;
create index opportunities_open on opportunities (generation, tier) where status = 'open';

create table matches (
  generation int not null, id uuid not null,
  version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
  opportunity_id uuid not null, organisation_id uuid not null, status text not null, score int not null,
  found_at timestamptz, found_version bigint, found_day date,
  primary key (generation, id)
);
create index matches_found on matches (generation, found_day) where found_day is not null;
create index matches_of_organisation on matches (generation, organisation_id, id) where found_day is not null;

-- What each organisation did per local day. "came" counts, on the day of registration, those who checked in later:
-- it is the numerator that belongs to the denominator "registered". The zero id stands for people without organisation.
create table activity_days (
  generation int not null, organisation_id uuid not null, day date not null,
  invited int not null, registered int not null, came int not null, attended int not null, matched int not null,
  primary key (generation, organisation_id, day)
) with (fillfactor = 80);
create index activity_days_by_day on activity_days (generation, day) include (organisation_id, registered, came, attended);
