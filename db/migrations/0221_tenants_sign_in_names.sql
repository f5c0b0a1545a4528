-- One name spelled two ways is one: a person is found by the name's sign-in form, which knows no width, case, space, dot or invisible
-- mark, and by a phone number without its country code.

create function app.sign_in_name(name text) returns text language sql immutable
  return lower(regexp_replace(normalize(name, nfkc), '[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff·•・‧∙⋅]', '', 'g') collate "und-x-icu") collate "default";
comment on function app.sign_in_name is
  'A name as it is compared at sign-in: 张　三 and 张三 are one, as are 阿卜杜拉•买买提 and 阿卜杜拉·买买提, or José Li and josé li.';
revoke execute on function app.sign_in_name from public;
grant execute on function app.sign_in_name to bilin_app, bilin_session, bilin_registry;

alter table person add column sign_in_name text not null generated always as (app.sign_in_name(name)) stored;
create index person_by_sign_in_name on person (sign_in_name);
drop index person_by_name;
comment on column person.sign_in_name is 'What the typed name is compared with. Several people may have the same; their passwords tell them apart.';

alter policy looked_up on person using (app.lookup_key() in (sign_in_name, phone) or id = app.person());

-- Where somebody else has the number in its short form, that person keeps it.
update person set phone = short.phone
  from (select id, regexp_replace(phone, '^(\+86|0086|86)(?=1\d{10}$)', '') as phone from person) short
 where short.id = person.id and short.phone <> person.phone
   and not exists (select from person other where other.phone = short.phone);
