-- Settling: between the companies' replies and publication the coordinator rules, and nobody replies any more. A round may
-- be cancelled until it is published: what was filled in stays with whoever could read it, and nothing more is put to
-- anybody. A cancelled round does not come back; its reason is read by every member.

alter table round
  drop constraint scorecards__stage_unknown,
  add constraint scorecards__stage_unknown
    check (stage in ('planning', 'visiting', 'replying', 'settling', 'published', 'cancelled'));

create table cancellation (
  tenant_id    uuid not null default app.current_tenant() references tenant,
  author_tenant_id    uuid not null default app.acting_tenant() references tenant,
  id           uuid not null default gen_random_uuid(),
  round_id     uuid not null,
  stage        text not null check (stage in ('planning', 'visiting', 'replying', 'settling')),
  reason       text not null constraint scorecards__cancel_reason_blank check (reason <> ''),
  cancelled_by uuid not null default app.seat_id() references seat,
  cancelled_at timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  constraint scorecards__round_cancelled unique (tenant_id, round_id)
);
create index cancellation_of_author on cancellation (author_tenant_id);
create index cancellation_of_seat on cancellation (cancelled_by);
comment on table cancellation is 'That a round was called off: by whom, when, out of which stage, and why.';

call app.isolate('cancellation');

create policy put_by_the_coordinator on cancellation as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
