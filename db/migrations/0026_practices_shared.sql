-- Sharing: the dated copy of one version in an alliance. Publishing again adds the next version; the one before is superseded
-- and stays readable beside it. An end date or a withdrawal applies to every version, and hides them from everybody but
-- the member who shared and the alliance itself.
--
-- found_by is made by packages/domain practices/search.ts: words with places and weights, pairs of characters without. It has
-- no index: `@@` is not leakproof, so under row-level security PostgreSQL would never use one. tenant_id narrows to the
-- alliance, and its rows are scanned (docs/decisions/0006).

create table shared_practice (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  practice_id      uuid not null,
  version          integer not null,
  title            text not null constraint practices__title_blank check (title <> ''),
  problem          text not null,
  steps            text not null,
  cost             text not null,
  result           text not null,
  place            text not null,
  indicators       text[] not null,
  purpose          text not null constraint practices__purpose_blank check (purpose <> ''),
  until            date,
  published_at     timestamptz not null default app.now(),
  superseded_at    timestamptz,
  withdrawn_at     timestamptz,
  found_by         tsvector not null,
  primary key (tenant_id, id),
  constraint practices__shared_from_home check (tenant_id <> author_tenant_id),
  constraint practices__version_taken unique (tenant_id, practice_id, version)
);
create index shared_practice_newest on shared_practice (tenant_id, published_at desc, id desc)
  include (author_tenant_id, until, withdrawn_at) where superseded_at is null;
create index shared_practice_of_author on shared_practice (author_tenant_id);
comment on table shared_practice is
  'A practice as its member shared it in this alliance: 共享自××社区. author_tenant_id is the member.';
comment on column shared_practice.practice_id is 'The member''s own record, which nobody else can read.';
comment on column shared_practice.until is 'The last day others may read it; open when null.';
comment on column shared_practice.superseded_at is 'When the next version came.';
comment on column shared_practice.found_by is 'Words and pairs of characters: packages/domain search.ts.';

call app.isolate('shared_practice', updatable => '{until, superseded_at, withdrawn_at}', promises => array[
  ['select', 'visible_until_withdrawn',
   $$author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant()
    or (withdrawn_at is null and (until is null or until >= (app.now() at time zone 'Asia/Shanghai')::date))$$],
  ['update', 'updated_by_its_member', 'author_tenant_id = app.acting_tenant()']
]);
