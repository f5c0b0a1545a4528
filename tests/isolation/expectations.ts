/**
 * Who may do what with a row of each table, stated independently of the policies, by the row and the actor alone. The matrix
 * compares it with what the database allows; a table that is not here fails.
 */
import {
  is,
  all,
  any,
  here,
  author,
  owner,
  asAuthor,
  authorOrOwner,
  kind,
  own,
  type Claim,
  type Expected,
} from './claims.ts'

const stillShared: Claim = (row) => row.withdrawn_at === null && (row.until === null || String(row.until) >= today())
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

const editable: Expected = { select: here, insert: asAuthor, update: authorOrOwner }
const deletable: Expected = { ...editable, delete: authorOrOwner }
const shown: Expected = {
  select: all(here, any(author, owner, stillShared)),
  insert: asAuthor,
  update: all(here, author),
}

const byCoordinator = all(asAuthor, owner)
const ofTheAlliance: Expected = { select: all(here, owner), insert: byCoordinator, delete: all(authorOrOwner, owner) }
/** Somebody without a seat, at the alliance that they have entered: what they may read, and what they may hand in. */
const published: Claim = (row, asker) => is(row.tenant_id, asker.published)
const handedIn: Claim = (row, asker) => is(row.tenant_id, asker.published) && is(row.author_tenant_id, asker.published)
const reviewersOwn: Claim = (row, asker) => is(row.reviewer_seat_id, asker.seatId)
const reviewers = any(owner, own('reviewer_id'))
const marks: Expected = {
  select: all(here, reviewers),
  insert: all(asAuthor, reviewers),
  delete: all(authorOrOwner, reviewers),
}
const reviewed = any(owner, own('company_id'))
/** A submitted sheet is final: the marks and findings on it carry the moment too. */
const unsubmitted: Claim = (row) => row.submitted_at === null
const sheetOf: Expected = {
  select: marks.select!,
  insert: marks.insert!,
  update: all(authorOrOwner, reviewers, unsubmitted),
  delete: all(authorOrOwner, reviewers, unsubmitted),
}
const figures: Expected = { select: all(here, any(reviewed, kind('community'))), insert: byCoordinator }
const disclosed: Claim = (row) => row.disclosed === true
const disclosedTo = (...claims: Claim[]) => all(here, any(owner, all(disclosed, any(...claims))))
const card: Expected = { select: all(here, any(reviewed, own('community_id'))), insert: byCoordinator }

const named = any(owner, own('reviewer_id'), own('company_id'), own('community_id'))
const onlyNames =
  (column: string): Claim =>
  (row, asker) =>
    own(column)(row, asker) &&
    ['reviewer_id', 'company_id', 'community_id'].every((other) => other === column || !row[other])

/** Its community may see it as well. */
const companysOwn = all((row) => !row.reviewer_id, own('company_id'))

/** Links to files: who sees them and, beside the coordinator, who attaches. */
const shownTo = (readers: Claim, ...writers: Claim[]): Expected => ({
  select: all(here, any(owner, readers)),
  insert: all(asAuthor, any(owner, ...writers)),
})
const takenBack = (expected: Expected): Expected => ({ ...expected, delete: all(authorOrOwner, expected.select!) })

const reopened = (expected: Expected): Expected => ({ ...expected, delete: all(authorOrOwner, owner) })

/** For the coordinator alone. */
const coordinators: Expected = { select: all(here, owner), insert: byCoordinator, update: all(authorOrOwner, owner) }

const proposed: Expected = { select: here, insert: all(asAuthor, kind('community', 'alliance')) }

export const tenantTables: Record<string, Expected> = {
  event: { select: all(here, any(author, owner)), insert: asAuthor },

  working_hours: { select: here, insert: byCoordinator },

  estate: editable,
  service_contract: deletable,
  estate_import: deletable,
  listed_estate: { ...shown, insert: all(asAuthor, kind('community')) },

  rubric: { select: here, insert: byCoordinator },
  rubric_retirement: { select: here, insert: byCoordinator, delete: authorOrOwner },
  round: { ...editable, insert: byCoordinator },
  round_step: { select: here, insert: byCoordinator },
  round_change: { select: here, insert: byCoordinator },
  round_day_off: { select: here, insert: byCoordinator, delete: authorOrOwner },
  round_estate: { select: here, insert: byCoordinator, delete: authorOrOwner },
  visit: { ...marks, insert: byCoordinator, update: all(authorOrOwner, reviewers) },
  score_sheet: sheetOf,
  score: sheetOf,
  visit_finding: sheetOf,
  file: {
    select: all(here, named),
    insert: all(asAuthor, named, any(owner, onlyNames('reviewer_id'), companysOwn)),
    delete: all(authorOrOwner, named),
  },
  visit_finding_file: takenBack(shownTo(own('reviewer_id'), own('reviewer_id'))),
  finding_file: shownTo(own('company_id')),
  response_file: takenBack(shownTo(own('company_id'), own('company_id'))),
  result_finding_file: shownTo(any(own('company_id'), own('community_id'))),
  indicator_value_file: takenBack(shownTo(own('company_id'))),
  improvement_file: takenBack(shownTo(any(own('company_id'), own('community_id')), own('company_id'))),
  rota: coordinators,
  rota_computation: reopened(coordinators),
  rota_estate: reopened(coordinators),
  rota_person: reopened(coordinators),
  absence: { select: all(here, reviewers), insert: all(asAuthor, reviewers), delete: all(authorOrOwner, reviewers) },
  declared_conflict: {
    select: all(here, any(owner, own('member_id'))),
    insert: all(asAuthor, any(owner, own('member_id'))),
    delete: all(authorOrOwner, any(owner, own('member_id'))),
  },
  visit_message: { select: all(here, any(owner, reviewersOwn)), insert: byCoordinator },
  visit_message_seen: { select: all(here, any(owner, reviewersOwn)), insert: all(asAuthor, reviewersOwn) },
  finding: reopened({ select: all(here, reviewed), insert: byCoordinator }),
  response: { select: authorOrOwner, insert: asAuthor, update: authorOrOwner, delete: all(here, author) },
  mark: reopened({ select: disclosedTo(own('company_id')), insert: byCoordinator }),
  disclosed_dimension: reopened({ select: all(here, reviewed), insert: byCoordinator }),
  mark_source: reopened({ select: all(here, owner), insert: byCoordinator }),
  withdrawn_response: { select: authorOrOwner, insert: asAuthor },
  decision: {
    select: disclosedTo(own('company_id')),
    insert: byCoordinator,
    update: all(authorOrOwner, disclosedTo(own('company_id'))),
  },
  acceptance: { select: authorOrOwner, insert: asAuthor },
  response_reminder: { select: all(here, reviewed), insert: byCoordinator },
  exclusion: {
    select: all(here, reviewed),
    insert: byCoordinator,
    update: all(authorOrOwner, reviewed),
    delete: all(authorOrOwner, reviewed),
  },
  indicator_value: {
    select: all(here, reviewed),
    insert: byCoordinator,
    update: all(authorOrOwner, reviewed),
    delete: all(authorOrOwner, reviewed),
  },
  survey: { select: any(here, published), insert: byCoordinator, update: authorOrOwner, delete: authorOrOwner },
  survey_key: ofTheAlliance,
  survey_code: ofTheAlliance,
  survey_code_use: { ...ofTheAlliance, insert: any(byCoordinator, handedIn) },
  /** Nobody selects an answer. */
  survey_answer: { insert: any(byCoordinator, handedIn) },
  result: { select: here, insert: byCoordinator },
  result_total: figures,
  result_dimension: figures,
  result_indicator: { select: disclosedTo(own('company_id'), own('community_id')), insert: byCoordinator },
  result_finding: card,
  result_mark: { select: disclosedTo(own('company_id'), own('community_id')), insert: byCoordinator },
  result_value: card,
  sealed_card: card,
  card_opening: { select: all(here, author), insert: asAuthor },
  seal: { select: any(here, published), insert: byCoordinator },
  fairness: coordinators,
  round_preview: coordinators,
  rating: { select: here, insert: byCoordinator },
  severity: { select: all(here, reviewersOwn), insert: byCoordinator },
  exemplar: { select: here, insert: byCoordinator },
  measured_effect: { select: here, insert: byCoordinator },
  improvement: {
    select: card.select!,
    insert: all(asAuthor, own('company_id')),
    update: all(here, author, card.select!),
    delete: all(here, author, card.select!),
  },

  project: { ...proposed, update: authorOrOwner },
  project_step: proposed,
  project_aim: { ...proposed, update: authorOrOwner, delete: authorOrOwner },
  participation: { ...proposed, insert: all(asAuthor, kind('community')) },
  project_decline: { ...proposed, delete: authorOrOwner },
  pledge: {
    select: all(
      here,
      any((row) => row.kind !== 'money', kind('community', 'alliance')),
    ),
    insert: all(asAuthor, kind('community')),
    update: authorOrOwner,
  },
  milestone: { ...proposed, delete: authorOrOwner },
  project_task: { ...proposed, update: authorOrOwner, delete: authorOrOwner },
  task_update: proposed,

  practice: deletable,
  practice_publication: editable,
  shared_practice: shown,
  adoption: { ...editable, insert: all(asAuthor, kind('community', 'company')), update: all(here, author) },
}

const operator: Claim = (_, asker) => asker.operator
const entered: Claim = (row, asker) => is(row.id, asker.tenant)
const oneself =
  (column: string): Claim =>
  (row, asker) =>
    is(row[column], asker.person)
const atHome = any(operator, all(here, owner))
const inside: Claim = (_, asker) => asker.operator || asker.tenant !== null

export const registryTables: Record<string, Expected> = {
  tenant: { select: any(operator, entered, own('id')), insert: operator, update: operator },
  membership: {
    select: any(operator, here, (row, asker) => is(row.member_id, asker.tenant)),
    insert: operator,
    update: operator,
  },
  person: { select: any(operator, oneself('id')), update: any(operator, oneself('id')) },
  seat: { select: any(operator, oneself('person_id'), owner), insert: operator, update: atHome },
  invitation: { select: atHome, insert: atHome, update: atHome },
  credential: {},
  password_link: {},
  session: {},
  neighbour: { select: here },
  neighbour_seat: { select: here },
  calendar_notice: { select: inside, insert: operator },
  calendar_day: { select: inside, insert: operator },
}
