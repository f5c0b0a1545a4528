/** Exceptions of the lint, each with its reason. Adding a line is a change that somebody must review. */

/** The registry belongs to no tenant; its policies read the tenants entered, person and operator instead. */
export const registryTables: Record<string, string> = {
  tenant: 'a tenant is not inside a tenant',
  membership: 'stands between two tenants',
  person: 'one person sits in several tenants',
  seat: 'decides who enters',
  invitation: 'decides who gets a seat',
  password_link: 'of a person; a tenant has it made by a function that answers nothing about them',
  credential: 'of a person; bilin_session alone reaches it',
  neighbour: 'a copy of the registry’s names that a tenant may read',
  neighbour_seat: 'a copy of the registry’s seats that a tenant may read',
  session: 'of a person; bilin_session begins and ends it, bilin_registry finds its person',
  calendar_notice: 'holidays are the same for everybody',
  calendar_day: 'a day of such a notice',
}

/** What bilin_registry writes, and nobody else. */
export const copies = ['neighbour', 'neighbour_seat']

/** What each restricted role may touch besides: bilin_app every tenant's table and the registry without its secrets. */
export const reaches: Record<string, string[]> = {
  bilin_session: ['tenant', 'person', 'seat', 'invitation', 'credential', 'session', 'password_link'],
  bilin_registry: [
    ...['tenant', 'membership', 'person', 'seat', 'invitation', 'session', 'password_link', 'shared_practice'],
    ...[...copies, 'survey', 'survey_answer'],
  ],
  bilin_worker: [
    ...[...copies, 'membership', 'calendar_notice', 'calendar_day'],
    ...['rota', 'rota_computation', 'rota_estate', 'rota_person', 'absence', 'declared_conflict', 'round_day_off'],
    ...['round', 'round_estate', 'visit', 'score_sheet', 'listed_estate'],
  ],
}
export const neverForTheApp = ['credential', 'session', 'password_link']

/** Tables that the public reads without a seat, whole. */
export const publicTables: Record<string, string> = {
  seal: 'holds nothing but what was published to everybody, and is how anybody checks it',
  survey: 'is the form that residents open: the names of round and estate, the questions, the draw',
}

/** Tables into which the public inserts without a seat; nobody reads them through that door. */
export const intakeTables: Record<string, string> = {
  survey_code_use: 'a resident uses the code of a slip, once',
  survey_answer: 'a resident answers; nobody selects an answer',
}

/** Tables of tenants that bilin_registry reads whole, to search them by an index; what it answers is ids. */
export const searchedTables: Record<string, string> = {
  shared_practice:
    'app.find_shared_practices(uuid,tsquery,text,boolean,integer) names the one alliance that it searches',
}

/** Functions that run as their owner, bilin_registry if nothing else is said, and not as the asker. */
export const definers: Record<string, string> = {
  'app.copy_names(uuid)': 'copies names and seats to the tenants that may read them, as the registry has them',
  'app.make_password_link(uuid,text,timestamp with time zone,timestamp with time zone)':
    'finds who holds a seat, which its tenant may not see, and answers nothing',
  'app.check_session(text)': 'says whose session a hash is, to whoever has the hash',
  'app.enter(text,text,uuid,timestamp with time zone)': 'checks session and seat before anything can be read',
  'app.enter_second_tenant(text)': 'checks the same seat against a second tenant',
  'app.reachable_tenants()': 'lists where the person of the transaction may enter, before they have',
  'app.enter_operator(text,timestamp with time zone)': 'checks that somebody is the operator',
  'app.create_first_operator(uuid,text)': 'makes the first person while there is none to ask',
  'app.enter_public(text)': 'names an alliance, and stands where its public tables alone are seen',
  'app.survey_results(uuid[])': 'tells the alliance sums of answers that nobody may select, of ten or more',
  'app.enter_as_worker(uuid,timestamp with time zone)':
    'stands a job in the one tenant it is about; bilin_worker alone',
  'app.queue_job(text,uuid,timestamp with time zone,integer)': 'writes into the queue, for the current tenant alone',
  'app.enter_ledger(text)': 'the server’s command line reads what an alliance has published, and writes nothing',
  'app.ledgers()': 'names the alliances of this server, to its command line',
  'app.find_shared_practices(uuid,tsquery,text,boolean,integer)':
    'finds by an index that row-level security keeps from its callers; answers ids of the current tenant alone',
  'app.refresh_statistics(text[])': 'has tables analysed that an act has filled; reads no row and answers nothing',
  'app.is_founded()': 'says whether there is anybody, and nothing else',
}

/** Of these, the ones that belong to the owner of the tables: what they do, bilin_registry may not, and they answer nothing. */
export const ownersDefiners: Record<string, string> = {
  'app.refresh_statistics(text[])': 'only its owner may have a table analysed, before PostgreSQL 17',
}

/** Columns that a policy reads and that may be updated: they say whether something has happened, never whose a row is (docs/decisions/0008). */
export const actsSet: Record<string, string> = {
  'score_sheet.submitted_at': 'submitting is setting it; from then on the sheet does not change',
  'score.submitted_at': 'a copy of the sheet’s, set by the same act',
  'visit_finding.submitted_at': 'a copy of the sheet’s, set by the same act',
  'listed_estate.until': 'the listing community says until when others may see it',
  'listed_estate.withdrawn_at': 'withdrawing is setting it; only the listing community may',
  'shared_practice.until': 'the sharing member says until when others may read it',
  'shared_practice.withdrawn_at': 'withdrawing is setting it; only the sharing member may',
  'invitation.accepted_by': 'accepting is setting it, once, with the link in hand and to oneself',
  'session.expires_at': 'use extends it, never past the end it began with',
  'password_link.used_at': 'using it is setting it, once, with the link in hand',
  'person.phone': 'people change their own number; it opens nothing without the password',
}

/** Globally unique columns, which reveal that a value exists in another tenant. Whoever may write one of these knows its values anyway, or cannot guess them. */
export const knownOracles: Record<string, string> = {
  tenants__slug_taken: 'an address on the web is public; only the operator makes one',
  tenants__phone_taken: 'one signs in by it, so it names one person',
  invitation_token_hash_key: 'of 192 random bits',
  password_link_token_hash_key: 'of 192 random bits',
}

/** Policies that read nothing of the row: bilin_registry cannot log in and owns the definers above. */
export const readsAllOf = 'bilin_registry'
