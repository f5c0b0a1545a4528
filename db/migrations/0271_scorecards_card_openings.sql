-- A member has opened a card of its own: until then the card is among what the member has to do.
--
-- One row for each member and card, in the alliance. It names the member and nobody of it, and the coordinator cannot read it:
-- whether somebody reads is no figure to be counted. A correction adds no row, because the card stays the same estate's.

create table card_opening (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id, estate_id) references round_estate (tenant_id, round_id, estate_id),
  constraint card_opened_once unique (tenant_id, round_id, estate_id, author_tenant_id)
);
create index card_opening_of_author on card_opening (author_tenant_id);
comment on table card_opening is 'A company or community has opened a scorecard of its own; there is no row before.';

call app.isolate('card_opening', promises => array[
  ['select', 'of_its_member_alone', 'author_tenant_id = app.acting_tenant()']
]);
