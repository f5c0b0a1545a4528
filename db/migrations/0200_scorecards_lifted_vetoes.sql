-- A third answer on a veto: the finding stands, its veto does not. The finding then counts by its severity, as one without a veto does,
-- and the card still names the veto that was claimed and why it was lifted.

alter table decision
  add lifts_veto boolean not null default false,
  add constraint decision_lifts_veto_of_standing check (not lifts_veto or upheld is false);
grant update (lifts_veto) on decision to bilin_app;
comment on column decision.lifts_veto is
  'Of a finding that stands: true where the veto it names does not, so that it counts by its severity alone.';

alter table result_finding
  add lifted_veto text,
  add constraint result_finding_lifted_or_counting check (lifted_veto is null or (veto is null and severity = 'S1'));
comment on column result_finding.lifted_veto is 'The veto it named, where the coordinator decided that the veto does not apply.';
