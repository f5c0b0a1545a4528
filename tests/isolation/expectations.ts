/**
 * Who may do what with a row of each table, written down a second time and from nothing but the row and the asker.
 * The matrix compares it with what the database lets happen; a table that is not here fails.
 */
import type { Actor } from './actors.ts'

export type Row = Record<string, unknown>
export type Claim = (row: Row, asker: Actor) => boolean
/** `put` is a new row, `change` any of its columns that may change at all. What is left out, nobody may. */
export type Expected = { read?: Claim; put?: Claim; change?: Claim; remove?: Claim }

const is = (value: unknown, wanted: string | null) => wanted !== null && value === wanted
const all =
  (...claims: Claim[]): Claim =>
  (row, asker) =>
    claims.every((claim) => claim(row, asker))
const any =
  (...claims: Claim[]): Claim =>
  (row, asker) =>
    claims.some((claim) => claim(row, asker))

const here: Claim = (row, asker) => is(row.tenant_id, asker.tenant)
const author: Claim = (row, asker) => is(row.author_tenant_id, asker.seat)
/** Whoever keeps the tenant: its own people at home, the coordinator in an alliance. */
const keeper: Claim = (row, asker) => is(row.tenant_id, asker.seat)
const put = all(here, author)
const ours = all(here, any(author, keeper))
const kind =
  (...kinds: string[]): Claim =>
  (_, asker) =>
    kinds.includes(asker.kind ?? '')
const own =
  (column: string): Claim =>
  (row, asker) =>
    is(row[column], asker.seat)

const standing: Claim = (row) => row.withdrawn_at === null && (row.until === null || String(row.until) >= today())
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

const kept: Expected = { read: here, put, change: ours }
const inHand: Expected = { ...kept, remove: ours }
const shown: Expected = { read: all(here, any(author, keeper, standing)), put, change: all(here, author) }

const byCoordinator = all(put, keeper)
const reviewersOwn: Claim = (row, asker) => is(row.reviewer_seat_id, asker.seatId)
const reviewers = any(keeper, own('reviewer_id'))
const marks: Expected = { read: all(here, reviewers), put: all(put, reviewers), remove: all(ours, reviewers) }
const reviewed = any(keeper, own('company_id'))
/** A submitted sheet is final: the marks and findings on it carry the moment too. */
const unsubmitted: Claim = (row) => row.submitted_at === null
const sheetOf: Expected = {
  read: marks.read!,
  put: marks.put!,
  change: all(ours, reviewers, unsubmitted),
  remove: all(ours, reviewers, unsubmitted),
}
const figures: Expected = { read: all(here, any(reviewed, kind('community'))), put: byCoordinator }
const disclosed: Claim = (row) => row.disclosed === true
const disclosedTo = (...claims: Claim[]) => all(here, any(keeper, all(disclosed, any(...claims))))
const card: Expected = { read: all(here, any(reviewed, own('community_id'))), put: byCoordinator }

const named = any(keeper, own('reviewer_id'), own('company_id'), own('community_id'))
const isOf =
  (...words: string[]): Claim =>
  (row) =>
    words.includes(String(row.of))
const onlyNames =
  (column: string): Claim =>
  (row, asker) =>
    own(column)(row, asker) &&
    ['reviewer_id', 'company_id', 'community_id'].every((other) => other === column || !row[other])

const proposed: Expected = { read: here, put: all(put, kind('community', 'alliance')) }

export const tenantTables: Record<string, Expected> = {
  event: { read: all(here, any(author, keeper)), put },

  estate: kept,
  service_contract: inHand,
  estate_import: { read: here, put, remove: ours },
  listed_estate: { ...shown, put: all(put, kind('community')) },

  rubric: { read: here, put: byCoordinator },
  rubric_retirement: { read: here, put: byCoordinator, remove: ours },
  round: { ...kept, put: byCoordinator },
  round_estate: { read: here, put: byCoordinator, remove: ours },
  visit: { ...marks, put: byCoordinator, change: all(ours, reviewers) },
  score_sheet: sheetOf,
  score: sheetOf,
  visit_finding: sheetOf,
  photo: {
    read: all(here, named),
    put: all(
      put,
      named,
      any(
        keeper,
        all(isOf('visit_finding'), onlyNames('reviewer_id'), (row) => Boolean(row.visit_id)),
        all(isOf('response', 'improvement'), (row) => !row.reviewer_id, own('company_id')),
      ),
    ),
    remove: all(ours, named),
  },
  rota: { read: all(here, keeper), put: byCoordinator, change: all(ours, keeper) },
  rota_computation: {
    read: all(here, keeper),
    put: byCoordinator,
    change: all(ours, keeper),
    remove: all(ours, keeper),
  },
  rota_estate: {
    read: all(here, keeper),
    put: byCoordinator,
    change: all(ours, keeper),
    remove: all(ours, keeper),
  },
  rota_person: {
    read: all(here, keeper),
    put: byCoordinator,
    change: all(ours, keeper),
    remove: all(ours, keeper),
  },
  absence: { read: all(here, reviewers), put: all(put, reviewers), remove: all(ours, reviewers) },
  declared_conflict: {
    read: all(here, any(keeper, own('member_id'))),
    put: all(put, any(keeper, own('member_id'))),
    remove: all(ours, any(keeper, own('member_id'))),
  },
  visit_message: { read: all(here, any(keeper, reviewersOwn)), put: byCoordinator },
  visit_message_seen: { read: all(here, any(keeper, reviewersOwn)), put: all(put, reviewersOwn) },
  finding: { read: all(here, reviewed), put: byCoordinator },
  response: { read: ours, put, change: ours, remove: all(here, author) },
  cancellation: { read: here, put: byCoordinator },
  mark: { read: disclosedTo(own('company_id')), put: byCoordinator },
  disclosed_dimension: { read: all(here, reviewed), put: byCoordinator },
  mark_source: { read: all(here, keeper), put: byCoordinator },
  withdrawn_response: { read: ours, put },
  decision: {
    read: disclosedTo(own('company_id')),
    put: byCoordinator,
    change: all(ours, disclosedTo(own('company_id'))),
  },
  acceptance: { read: ours, put },
  exclusion: {
    read: all(here, reviewed),
    put: byCoordinator,
    change: all(ours, reviewed),
    remove: all(ours, reviewed),
  },
  result: { read: here, put: byCoordinator },
  result_total: figures,
  result_dimension: figures,
  result_indicator: { read: disclosedTo(own('company_id'), own('community_id')), put: byCoordinator },
  result_finding: card,
  result_mark: { read: disclosedTo(own('company_id'), own('community_id')), put: byCoordinator },
  sealed_card: card,
  /** The one table that somebody without a seat may read, where it was published. */
  seal: { read: any(here, (row, asker) => is(row.tenant_id, asker.published)), put: byCoordinator },
  rating: { read: here, put: byCoordinator },
  severity: { read: all(here, reviewersOwn), put: byCoordinator },
  exemplar: { read: here, put: byCoordinator },
  measured_effect: { read: here, put: byCoordinator },
  improvement: {
    read: card.read!,
    put: all(put, own('company_id')),
    change: all(here, author, card.read!),
    remove: all(here, author, card.read!),
  },

  project: { ...proposed, change: ours },
  project_step: proposed,
  project_aim: { ...proposed, change: ours, remove: ours },
  participation: { ...proposed, put: all(put, kind('community')) },
  project_decline: { ...proposed, remove: ours },
  pledge: {
    read: all(
      here,
      any((row) => row.kind !== 'money', kind('community', 'alliance')),
    ),
    put: all(put, kind('community')),
    change: ours,
  },
  milestone: { ...proposed, remove: ours },
  project_task: { ...proposed, change: ours, remove: ours },
  task_update: proposed,

  practice: inHand,
  practice_publication: kept,
  shared_practice: shown,
  adoption: { ...kept, put: all(put, kind('community', 'company')), change: all(here, author) },
}

const operator: Claim = (_, asker) => asker.operator
const reached =
  (column: string): Claim =>
  (row, asker) =>
    asker.reach.includes(String(row[column]))
const oneself =
  (column: string): Claim =>
  (row, asker) =>
    is(row[column], asker.person)
const atHome = any(operator, all(here, keeper))
const inside: Claim = (_, asker) => asker.operator || asker.tenant !== null

export const registryTables: Record<string, Expected> = {
  tenant: { read: any(operator, reached('id')), put: operator, change: operator },
  membership: {
    read: any(operator, here, (row, asker) => is(row.member_id, asker.tenant)),
    put: operator,
    change: operator,
  },
  person: { read: any(operator, oneself('id')), change: any(operator, oneself('id')) },
  seat: { read: any(operator, oneself('person_id'), reached('tenant_id')), put: operator, change: atHome },
  invitation: { read: atHome, put: atHome, change: atHome },
  credential: {},
  session: {},
  calendar_notice: { read: inside, put: operator },
  calendar_day: { read: inside, put: operator },
}

/** At the door: what the asker names, or what is theirs once they are recognised. */
const asked =
  (column: string): Claim =>
  (row, asker) =>
    is(row[column], asker.asking)
export const atTheDoor: Record<string, Expected> = {
  tenant: { read: asked('id') },
  person: {
    read: any(asked('name'), asked('phone'), oneself('id')),
    put: all(oneself('id'), (row) => row.operator !== true),
  },
  seat: { read: oneself('person_id'), put: oneself('person_id') },
  invitation: {
    read: any(asked('token_hash'), oneself('accepted_by')),
    change: all(asked('token_hash'), oneself('accepted_by')),
  },
  credential: { read: oneself('person_id'), put: oneself('person_id'), change: oneself('person_id') },
  session: {
    read: any(asked('id_hash'), oneself('person_id')),
    put: oneself('person_id'),
    change: asked('id_hash'),
    remove: any(asked('id_hash'), oneself('person_id')),
  },
}
