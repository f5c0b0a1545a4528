-- Rota computations: a proposal that takes longer than a moment is computed by the worker.
--
-- The row is there as long as the computation is wanted; taking it away cancels it. It says how far the computation is, for
-- whoever waits. The result is not here but in the rota.

create table rota_computation (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  step             text not null default 'filling' check (step in ('filling', 'joining', 'improving', 'days', 'relaxing')),
  done             int not null default 0 check (done >= 0),
  whole            int not null default 1 check (whole >= 0),
  failed           boolean not null default false,
  asked_at         timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id)
);
create index rota_computation_of_author on rota_computation (author_tenant_id);
comment on table rota_computation is 'A proposal for a round''s rota that is being computed.';
comment on column rota_computation.whole is 'Of how many parts this step is; done says how many are.';
comment on column rota_computation.failed is 'The last attempt ended without an answer; whoever waits is told so.';

call app.isolate('rota_computation', updatable => '{step, done, whole, failed}', deletable => true, promises => array[
  ['all', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']
]);

call app.open_to_worker('rota_computation', '{select, update, delete}', '{step, done, whole, failed}');
call app.open_to_worker('rota', '{select, insert, update}', '{proposal, proposed_at}');
do $$
declare
  known regclass;
begin
  foreach known in array array['round', 'round_estate', 'rota_estate', 'rota_person', 'absence', 'declared_conflict', 'visit',
                               'score_sheet', 'listed_estate']::regclass[] loop
    call app.open_to_worker(known, '{select}');
  end loop;
end $$;
