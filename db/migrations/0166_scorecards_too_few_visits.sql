-- An estate with fewer submitted visits than the round asks for before it discloses single marks gets no stars: a band drawn from
-- one or two opinions, which its company could not dispute mark by mark, would look surer than it is. The card stays, without a band.

alter table result alter stars drop not null;
comment on column result.stars is 'Null where the estate had too few visits.';
