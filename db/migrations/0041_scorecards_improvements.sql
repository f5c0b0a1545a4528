-- Improvements: what a company commits to after a round, for one indicator of its own card, and the evidence, later, that it
-- was done. The company writes them in the alliance; its community and the coordinator read them, nobody else. They refer to the
-- estate as the round copied it, so that a later change of company does not move them.

create table improvement (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  indicator        text not null,
  what             text not null constraint scorecards__improvement_blank check (what <> ''),
  who              text not null constraint scorecards__improvement_without_post check (who <> ''),
  until            date not null,
  practice_id      uuid,
  practice_title   text not null default '',
  done_on          date,
  evidence         text not null default '',
  revision         integer not null default 1,
  made_at          timestamptz not null default app.now(),
  changed_at       timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references round_estate (tenant_id, round_id, estate_id, company_id, community_id),
  constraint scorecards__improvement_already_planned unique (tenant_id, round_id, estate_id, indicator, what),
  constraint scorecards__not_your_card check (author_tenant_id = company_id),
  constraint scorecards__evidence_blank check (done_on is null or evidence <> '')
);
create index improvement_of_card on improvement (tenant_id, round_id, estate_id, company_id, community_id);
create index improvement_by_day on improvement (tenant_id, until) include (author_tenant_id, company_id, community_id)
  where done_on is null;
create index improvement_of_author on improvement (author_tenant_id);
comment on table improvement is 'An improvement 整改提升 a company commits to after a round.';
comment on column improvement.indicator is 'Its code in the round''s rubric, e.g. C1.';
comment on column improvement.who is 'The post that sees to it, not a name.';
comment on column improvement.until is 'The last day, included, by which it is to be done.';
comment on column improvement.practice_title is
  'The neighbour''s practice it follows, by the title it had then; blank for none.';
comment on column improvement.revision is
  'Counts the changes, so that a form filled over somebody else''s change is noticed.';

call app.isolate('improvement',
  updatable => '{what, who, until, practice_id, practice_title, done_on, evidence, revision, changed_at}',
  deletable => true,
  promises => array[
    ['select', 'own_card',
     'tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()'],
    ['update', 'updated_by_its_company', 'author_tenant_id = app.acting_tenant()'],
    ['delete', 'deleted_by_its_company', 'author_tenant_id = app.acting_tenant()']
  ]);
