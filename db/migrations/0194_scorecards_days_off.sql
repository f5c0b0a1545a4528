-- Days of a round on which nobody visits: a festival of the district, an exam, the week of the residents' election.
--
-- The coordinator names them; the rota leaves them out, and no visit is planned on them by hand. All members may read them.

create table round_day_off (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  from_day         date not null,
  to_day           date not null,
  reason           text not null default '' check (length(reason) <= 60),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  constraint scorecards__absence_reversed check (from_day <= to_day),
  constraint scorecards__days_off_already_there unique (tenant_id, round_id, from_day, to_day)
);
create index round_day_off_of_author on round_day_off (author_tenant_id);
comment on table round_day_off is 'Days of a round, both ends included, on which nobody visits.';

call app.isolate('round_day_off', deletable => true, promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);
call app.open_to_worker('round_day_off', '{select}');
