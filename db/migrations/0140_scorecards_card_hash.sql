-- A scorecard shows its hash to everybody who sees it, for the QR code on paper. The hash stands in the seal's document, among those of
-- all cards of the round; each result now has its own beside it, so that one card is shown without reading the document. The document
-- stays what is checked: the ledger compares each copy with it.

alter table result add column card_hash text check (card_hash ~ '^[0-9a-f]{64}$');
comment on column result.card_hash is
  'A copy of the hash of its card from the seal''s document; null where it was published before there were seals.';

alter table result no force row level security;
alter table sealed_card no force row level security;
update result set card_hash = card.hash
  from sealed_card card
 where card.tenant_id = result.tenant_id and card.round_id = result.round_id and card.version = result.version
   and card.estate_id = result.estate_id and card.company_id = result.company_id and card.community_id = result.community_id;
alter table result force row level security;
alter table sealed_card force row level security;
