-- Surveys: what the households of an estate are asked in a round, and what they answer.
--
-- A survey is one estate's. It has an address that anybody may open, and as many slips as households were drawn; each slip has a code
-- that is used once. The codes are made from the survey's key and only their hashes are stored, so slips can be printed again until the
-- survey ends. Drawn households are numbers of a list that the community has; which slip one gets is written down nowhere.
--
-- An answer is two rows in one transaction: the code's use, and the answer. Neither names the other, and neither has a time. Nobody
-- may select an answer: app.survey_results tells sums, of ended surveys, and of ten answers or more. When a survey ends, its key, its codes
-- and their uses are deleted, so that nothing is left that an answer could be joined with (docs/decisions/0047).

create table survey (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  round_title      text not null,
  estate           text not null,
  address          text not null check (address ~ '^[23456789cfghjmpqrvwx]{6}$'),
  indicators       text[] not null check (cardinality(indicators) between 1 and 20),
  questions        text[] not null,
  questions_en     text[] not null,
  households       integer not null check (households > 0),
  slips            integer not null check (slips between 1 and households),
  seed             integer not null check (seed >= 0),
  until            date not null,
  ended            boolean not null default false,
  primary key (tenant_id, id),
  constraint scorecards__survey_already_open unique (tenant_id, round_id, estate_id),
  constraint scorecards__survey_address_taken unique (tenant_id, address),
  foreign key (tenant_id, round_id, estate_id) references round_estate (tenant_id, round_id, estate_id) on delete cascade,
  check (cardinality(questions) = cardinality(indicators) and cardinality(questions_en) = cardinality(indicators))
);
create index survey_of_author on survey (author_tenant_id);
comment on table survey is 'The survey of the households of one estate in a round; anybody may read it.';
comment on column survey.address is 'The end of its address on the web.';
comment on column survey.seed is 'Of the random draw, so that anybody can repeat it.';
comment on column survey.until is 'The last day on which answers are taken.';
comment on column survey.ended is 'No answer is taken any more; set by the coordinator or with the end of visiting, never taken back.';

call app.isolate('survey', updatable => '{ended}', deletable => true, public => true, promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);

create table survey_key (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  survey_id        uuid not null,
  key              text not null check (key ~ '^[0-9a-f]{64}$'),
  primary key (tenant_id, survey_id),
  foreign key (tenant_id, survey_id) references survey on delete cascade
);
create index survey_key_of_author on survey_key (author_tenant_id);
comment on table survey_key is 'The secret that the codes of a survey''s slips are made from; deleted when the survey ends.';

call app.isolate('survey_key', deletable => true, promises => array[
  ['all', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']
]);

create table survey_code (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  survey_id        uuid not null,
  hash             text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (tenant_id, survey_id, hash),
  foreign key (tenant_id, survey_id) references survey on delete cascade
);
create index survey_code_of_author on survey_code (author_tenant_id);
comment on table survey_code is 'The hash of the code on each slip, inserted in the order of the hashes; without the number of the slip.';

call app.isolate('survey_code', deletable => true, promises => array[
  ['all', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']
]);

create table survey_code_use (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  survey_id        uuid not null,
  hash             text not null,
  constraint scorecards__survey_code_used primary key (tenant_id, survey_id, hash),
  constraint scorecards__survey_code_unknown foreign key (tenant_id, survey_id, hash) references survey_code
);
create index survey_code_use_of_author on survey_code_use (author_tenant_id);
comment on table survey_code_use is 'That a code was used: its key makes it happen once, its reference only with a code that exists.';

call app.isolate('survey_code_use', deletable => true, promises => array[
  ['all', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']
]);
call app.take_in('survey_code_use', readable => true);

create table survey_answer (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  survey_id        uuid not null,
  answers          smallint[] not null
               constraint scorecards__answers_malformed check (answers <@ '{0,1,2,3,4,5}' and not answers <@ '{0}'),
  primary key (tenant_id, id),
  foreign key (tenant_id, survey_id) references survey
);
create index survey_answer_of_survey on survey_answer (tenant_id, survey_id);
create index survey_answer_of_author on survey_answer (author_tenant_id);
comment on table survey_answer is 'What one household has answered. Inserted, never selected; app.survey_results tells the sums.';
comment on column survey_answer.answers is 'One for each question, 5 很满意 … 1 很不满意; 0 was left blank.';

call app.isolate('survey_answer', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);
call app.take_in('survey_answer');

create policy summed_for_the_alliance on survey for select to bilin_registry
  using (tenant_id = app.current_tenant() and tenant_id = app.acting_tenant());
create policy summed_for_the_alliance on survey_answer for select to bilin_registry
  using (tenant_id = app.current_tenant() and tenant_id = app.acting_tenant());
grant select on survey, survey_answer to bilin_registry;

create function app.survey_results(of_surveys uuid[])
returns table (survey_id uuid, question integer, answers integer, valid integer, total integer, squares integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select survey.id, given.question::integer, count(*)::integer, count(*) filter (where given.mark > 0)::integer,
         sum(given.mark)::integer, sum(given.mark * given.mark)::integer
    from survey
    join survey_answer on survey_answer.tenant_id = survey.tenant_id and survey_answer.survey_id = survey.id,
         unnest(survey_answer.answers) with ordinality given (mark, question)
   where survey.tenant_id = app.current_tenant() and survey.id = any (of_surveys) and survey.ended
   group by survey.id, given.question
  having count(*) filter (where given.mark > 0) >= 10
$$;
comment on function app.survey_results is
  'Of surveys that have ended, for the alliance: sums of the answers to each question that ten households or more have answered.';

grant create on schema app to bilin_registry;
alter function app.survey_results owner to bilin_registry;
revoke create on schema app from bilin_registry;
revoke execute on function app.survey_results from public;
grant execute on function app.survey_results to bilin_app;
