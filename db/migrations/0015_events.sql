-- Events: what everybody did, one line each, append-only, readable in the tenant it happened in. In an alliance a member reads
-- its own lines and the alliance's coordinator all of them: a line about a visit would otherwise say who reviewed whom.
--
-- Who did it, from which seat and when comes from the context: nobody may insert these columns.

create table event (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  at               timestamptz not null default app.now(),
  person_id        uuid not null default app.person() references person,
  seat_id          uuid not null default app.seat_id() references seat,
  name             text not null check (name ~ '^[a-z]+\.[a-z_]+$'),
  subject_id       uuid not null,
  details          jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index event_newest on event (tenant_id, at desc, id desc);
create index event_of_author on event (author_tenant_id);
create index event_of_person on event (person_id);
create index event_of_seat on event (seat_id);
comment on column event.subject_id is 'The row it happened to; its table follows from the name.';

call app.isolate('event',
  insertable => '{tenant_id, author_tenant_id, id, name, subject_id, details}',
  promises => array[
    ['select', 'own_acts_or_coordinator',
     'tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()']
  ]);
