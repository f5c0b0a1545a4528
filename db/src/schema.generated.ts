// Made from the migrations by "npm run db:generate"; do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Timestamp = ColumnType<Date, Date | string, Date | string>
// The driver sends an array as a PostgreSQL array, so JSON columns are written with JSON.stringify.
type Json = ColumnType<unknown, string | { [key: string]: unknown }, string | { [key: string]: unknown }>

export interface Absence {
  authorTenantId: Generated<string>
  fromDay: string
  id: Generated<string>
  madeAt: Generated<Timestamp>
  /** The member the reviewer comes from. */
  reviewerId: string
  roundId: string
  seatId: string
  tenantId: Generated<string>
  toDay: string
}

export interface Acceptance {
  acceptedAt: Generated<Timestamp>
  acceptedBy: Generated<string>
  authorTenantId: Generated<string>
  id: Generated<string>
  roundId: string
  tenantId: Generated<string>
}

export interface Adoption {
  authorTenantId: Generated<string>
  endedOn: string | null
  id: Generated<string>
  /** The estate it was adopted for; null when for the member itself. */
  listedEstateId: string | null
  madeAt: Generated<Timestamp>
  /** The outcome, given when it ended. */
  outcome: Generated<string>
  /** The estate's name on that day; blank for the member itself. */
  place: Generated<string>
  practiceId: string
  reason: string
  since: string
  sourceId: string
  tenantId: Generated<string>
  title: string
  version: number
}

export interface CalendarDay {
  day: string
  kind: 'off' | 'work'
  /** The holiday it belongs to. */
  name: string
  version: number
  year: number
}

export interface CalendarNotice {
  madeAt: Generated<Timestamp>
  /** The operator who entered it; nobody for those that came with Bilin. */
  madeBy: Generated<string | null>
  /** What it is called: 国办发明电〔2025〕7号. */
  title: string
  version: number
  year: number
}

export interface CardOpening {
  authorTenantId: Generated<string>
  estateId: string
  id: Generated<string>
  roundId: string
  tenantId: Generated<string>
}

export interface Credential {
  changedAt: Generated<Timestamp>
  /** argon2id, PHC string. */
  hash: string
  personId: string
}

export interface Decision {
  authorTenantId: Generated<string>
  companyId: string
  decidedAt: Generated<Timestamp>
  /** The same as of its mark; every finding is disclosed. */
  disclosed: Generated<boolean>
  findingId: string | null
  id: Generated<string>
  /** Of a finding that stands: true where the veto it names does not, so that it counts by its severity alone. */
  liftsVeto: Generated<boolean>
  /** Of a mark, as it counts from now on: the same as the first where it was confirmed; null is 不适用. */
  mark: number | null
  markId: string | null
  reason: string
  /** Of its finding or mark. */
  roundId: string
  tenantId: Generated<string>
  /** Of a finding. True: the response is right, the finding is struck and does not count. */
  upheld: boolean | null
}

export interface DeclaredConflict {
  authorTenantId: Generated<string>
  companyId: string | null
  declaredAt: Generated<Timestamp>
  estateId: string | null
  id: Generated<string>
  /** The member whose people do not go. */
  memberId: string
  reason: string
  roundId: string
  tenantId: Generated<string>
}

export interface DisclosedDimension {
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  dimension: string
  estateId: string
  id: Generated<string>
  /** The mean of the dimension before findings count; null where nobody could judge it. */
  percent: number | null
  roundId: string
  tenantId: Generated<string>
  /** How many submitted visits there were. */
  visits: number
}

export interface Estate {
  address: Generated<string>
  authorTenantId: Generated<string>
  buildings: number
  changedAt: Generated<Timestamp>
  contactName: Generated<string>
  /** Digits; shown as 138****1234. */
  contactPhone: Generated<string>
  /** Yuan per square metre and month; null where none is charged or known. */
  fee: number | null
  households: number
  id: Generated<string>
  /** commercial 商品房, resettlement 安置房. */
  kind: 'commercial' | 'resettlement'
  /** Degrees, WGS 84, as is lng. */
  lat: number | null
  lng: number | null
  madeAt: Generated<Timestamp>
  name: string
  removedAt: Timestamp | null
  /** Counts the changes, so that a form filled over somebody else's change is noticed. */
  revision: Generated<number>
  tenantId: Generated<string>
}

export interface EstateImport {
  authorTenantId: Generated<string>
  /** What an empty cell does to what is there: keep or clear. */
  blanks: Generated<'keep' | 'clear'>
  /** When its rows were imported; null while it is a draft. */
  confirmedAt: Timestamp | null
  /** The file itself, to read another sheet or other columns of it; null once confirmed. */
  file: Buffer | null
  /** Rows a filter in Excel was hiding; they are read like the others. */
  hidden: Generated<number>
  id: Generated<string>
  /** Columns of the file that are none of ours. */
  ignored: Generated<string[]>
  madeAt: Generated<Timestamp>
  /** The other sheets of the file that have the same columns. */
  otherTabs: Generated<string[]>
  /** Lines of the file that are no rows: sums, remarks, signatures. */
  passed: Generated<Json>
  /** Which of our columns the file has. */
  present: Generated<string[]>
  /** What the file says of each estate, clean: packages/domain estates/rows.ts. */
  rows: Json
  /** The file's name; blank when pasted. */
  source: Generated<string>
  /** The sheet of the file that was read; blank when pasted. */
  tab: Generated<string>
  tenantId: Generated<string>
  /** What each imported row changed, to undo it: packages/domain estates/undo.ts. */
  undo: Json | null
  /** Rows that cannot be imported yet, as typed, with their problems: packages/domain estates/unfinished.ts. */
  unfinished: Generated<Json>
}

export interface Event {
  at: Generated<Timestamp>
  authorTenantId: Generated<string>
  details: Generated<Json>
  id: Generated<string>
  name: string
  personId: Generated<string>
  seatId: Generated<string>
  /** The row it happened to; its table follows from the name. */
  subjectId: string
  tenantId: Generated<string>
}

export interface Exclusion {
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  estateId: string
  excludedAt: Generated<Timestamp>
  id: Generated<string>
  indicator: string
  reason: string
  roundId: string
  tenantId: Generated<string>
}

export interface Exemplar {
  authorTenantId: Generated<string>
  communityName: string
  companyName: string
  estateId: string
  id: Generated<string>
  indicator: string
  name: string
  roundId: string
  tenantId: Generated<string>
  version: number
}

export interface Fairness {
  authorTenantId: Generated<string>
  /** What it was computed from; with another basis it is out of date. */
  basis: string
  computedAt: Generated<Timestamp>
  id: Generated<string>
  outcome: Json
  roundId: string
  tenantId: Generated<string>
}

export interface File {
  authorTenantId: Generated<string>
  bytes: Buffer | null
  communityId: string | null
  companyId: string | null
  height: number | null
  /** Made by the device that sends it, so that sending it twice inserts it once. */
  id: Generated<string>
  kind: 'photo' | 'pdf'
  madeAt: Generated<Timestamp>
  /** What a PDF is called, without what no file system accepts; blank for a photo. */
  name: Generated<string>
  /** A member beside the coordinator that may see this copy; so are company_id and community_id. */
  reviewerId: string | null
  /** Of the bytes, in hex. */
  sha256: string
  /** Bytes. */
  size: number
  /** Where its bytes are: in this row. "store", outside of the database, is for later; nothing is there yet. */
  storedIn: Generated<'row' | 'store'>
  tenantId: Generated<string>
  /** Pixels; null for a PDF. */
  width: number | null
}

export interface Finding {
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  estateId: string
  id: Generated<string>
  indicator: string
  madeAt: Generated<Timestamp>
  place: Generated<string>
  roundId: string
  severity: 'S1' | 'S2' | 'S3' | 'S4'
  tenantId: Generated<string>
  text: string
  /** Which veto of the rubric it says applies; decided on before publication. */
  veto: string | null
}

export interface FindingFile {
  authorTenantId: Generated<string>
  /** A member that may see it: the same as of its row and of its file. */
  companyId: string
  fileId: string
  findingId: string
  id: Generated<string>
  /** Its place among the files of its row, from 1. */
  place: number
  tenantId: Generated<string>
}

export interface Improvement {
  authorTenantId: Generated<string>
  changedAt: Generated<Timestamp>
  communityId: string
  companyId: string
  doneOn: string | null
  estateId: string
  evidence: Generated<string>
  id: Generated<string>
  /** Its code in the round's rubric, e.g. C1. */
  indicator: string
  madeAt: Generated<Timestamp>
  practiceId: string | null
  /** The neighbour's practice it follows, by the title it had then; blank for none. */
  practiceTitle: Generated<string>
  /** Counts the changes, so that a form filled over somebody else's change is noticed. */
  revision: Generated<number>
  roundId: string
  tenantId: Generated<string>
  /** The last day, included, by which it is to be done. */
  until: string
  what: string
  /** The post that sees to it, not a name. */
  who: string
}

export interface ImprovementFile {
  authorTenantId: Generated<string>
  /** A member that may see it: the same as of its row and of its file. */
  communityId: string
  /** A member that may see it: the same as of its row and of its file. */
  companyId: string
  fileId: string
  id: Generated<string>
  improvementId: string
  /** Its place among the files of its row, from 1. */
  place: number
  tenantId: Generated<string>
}

export interface IndicatorValue {
  /** The day up to which the source counts. */
  asOf: string | null
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  /** The number that the scale made the mark of. */
  counted: number | null
  denominator: number | null
  estateId: string
  high: number | null
  id: Generated<string>
  indicator: string
  /** The 90 % interval of a survey's mean; high is its upper end. */
  low: number | null
  /** 5 优 … 1 差, by the indicator's scale or anchors. */
  mark: number | null
  numerator: number | null
  /** Entered by the coordinator with a source and evidence, taken from the round's survey, or not applicable with a reason. */
  origin: 'entered' | 'surveyed' | 'not_applicable'
  periodFrom: string
  periodUntil: string
  reason: Generated<string>
  /** Counts the changes, so that a second tab cannot save over the first. */
  revision: Generated<number>
  roundId: string
  /** The version of the rubric that defined the indicator. */
  rubricVersion: number
  setAt: Generated<Timestamp>
  setBy: Generated<string>
  /** Where it is from, in words: 街道 12345 月报 2026-09. */
  source: Generated<string>
  tenantId: Generated<string>
}

export interface IndicatorValueFile {
  authorTenantId: Generated<string>
  /** A member that may see it: the same as of its row and of its file. */
  companyId: string
  fileId: string
  id: Generated<string>
  indicatorValueId: string
  /** Its place among the files of its row, from 1. */
  place: number
  tenantId: Generated<string>
}

export interface Invitation {
  acceptedAt: Timestamp | null
  acceptedBy: string | null
  expiresAt: Timestamp
  id: Generated<string>
  madeAt: Generated<Timestamp>
  madeBy: Generated<string>
  /** As the inviter wrote it; whoever accepts may write it otherwise. */
  name: string | null
  /** The same for the number; nobody signs in by it before the invitation is accepted. */
  phone: string | null
  revokedAt: Timestamp | null
  role: 'secretary' | 'staff' | 'manager' | 'liaison' | 'coordinator'
  tenantId: string
  title: string
  tokenHash: string
}

export interface ListedEstate {
  authorTenantId: Generated<string>
  buildings: number
  /** The company serving it on the day it was listed, when it is a member of this alliance. */
  companyId: string | null
  companyName: string | null
  /** The community's own record, which nobody else can read. */
  estateId: string
  /** Yuan per square metre and month. */
  fee: number | null
  households: number
  id: Generated<string>
  kind: 'commercial' | 'resettlement'
  lat: number | null
  /** When this copy was taken. */
  listedAt: Generated<Timestamp>
  lng: number | null
  name: string
  purpose: string
  tenantId: Generated<string>
  /** The last day others may see it; open when null. */
  until: string | null
  withdrawnAt: Timestamp | null
}

export interface Mark {
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  /** Faults, or percent, as counted on the spot. */
  counted: number | null
  /** Whether the company reads it: false where its estate had too few submitted visits. */
  disclosed: boolean
  estateId: string
  excluded: string | null
  id: Generated<string>
  indicator: string
  madeAt: Generated<Timestamp>
  /** 5 优 … 1 差 as the reviewer gave it; null is 不适用, or left out with the reason in excluded. */
  mark: number | null
  roundId: string
  tenantId: Generated<string>
  /** The value that it discloses, where no reviewer gave it; null of a mark from a visit. */
  valueId: string | null
}

export interface MarkSource {
  authorTenantId: Generated<string>
  id: Generated<string>
  /** The ids of its marks. */
  markIds: string[]
  reviewerId: string
  roundId: string
  tenantId: Generated<string>
  visitId: string
}

export interface MeasuredEffect {
  adopters: number
  adoptersAfter: number | null
  /** Average percent; null where a member could work out a single neighbour by it. */
  adoptersBefore: number | null
  authorTenantId: Generated<string>
  /** Whether both methods exclude 0 surely enough to call it better or worse, allowing for all measurements. */
  decisive: boolean | null
  high: number | null
  id: Generated<string>
  indicator: string
  low: number | null
  /** Which measurement of this practice in this indicator it is, from 1; 0 while too few could be compared. Null in rows that were computed in the first way, which are not shown. */
  measurement: number | null
  others: number
  othersAfter: number | null
  othersBefore: number | null
  /** By how many percent more the indicator rose with the practice, by the mean of two methods; low, high: the 90 % confidence interval that holds both methods'. Null where too little could be compared. */
  points: number | null
  practiceId: string
  practiceVersion: number
  roundId: string
  tenantId: Generated<string>
  /** Of the round's results. */
  version: number
}

export interface Membership {
  endedAt: Timestamp | null
  memberId: string
  since: Generated<Timestamp>
  tenantId: string
}

export interface Milestone {
  authorTenantId: Generated<string>
  communityId: string
  dueOn: string
  id: Generated<string>
  projectId: string
  tenantId: Generated<string>
  title: string
}

export interface Neighbour {
  example: boolean
  id: string
  kind: 'community' | 'company' | 'unit' | 'alliance'
  name: string
  slug: string
  tenantId: string
}

export interface NeighbourSeat {
  endedAt: Timestamp | null
  id: string
  madeAt: Timestamp
  neighbourId: string
  role: 'secretary' | 'staff' | 'manager' | 'liaison' | 'coordinator'
  tenantId: string
  title: string
}

export interface Participation {
  authorTenantId: Generated<string>
  id: Generated<string>
  joinedAt: Generated<Timestamp>
  projectId: string
  seatId: Generated<string>
  tenantId: Generated<string>
}

export interface PasswordLink {
  expiresAt: Timestamp
  id: Generated<string>
  madeAt: Timestamp
  madeBy: string
  personId: string
  /** The seat whose holder it was made for; its tenant records that it was used. */
  seatId: string
  tokenHash: string
  usedAt: Timestamp | null
}

export interface Person {
  id: Generated<string>
  madeAt: Generated<Timestamp>
  name: string
  operator: Generated<boolean>
  phone: string | null
  /** What the typed name is compared with. Several people may have the same; their passwords tell them apart. */
  signInName: GeneratedAlways<string>
}

export interface Pledge {
  amount: number | null
  authorTenantId: Generated<string>
  id: Generated<string>
  kind: 'people' | 'money' | 'places' | 'other'
  pledgedAt: Generated<Timestamp>
  projectId: string
  seatId: Generated<string>
  tenantId: Generated<string>
  /** Of the amount: 元, 人, 处 … ; none without an amount. */
  unit: string | null
  withdrawnAt: Timestamp | null
  words: string
}

export interface Practice {
  authorTenantId: Generated<string>
  changedAt: Generated<Timestamp>
  cost: Generated<string>
  id: Generated<string>
  /** Codes of the rubric it aims at, e.g. E5. */
  indicators: Generated<string[]>
  madeAt: Generated<Timestamp>
  /** The estate where it was done, by name. */
  place: Generated<string>
  problem: Generated<string>
  result: Generated<string>
  /** Counts the changes, so that a form filled over somebody else's change is noticed. */
  revision: Generated<number>
  steps: Generated<string>
  tenantId: Generated<string>
  title: string
}

export interface PracticePublication {
  allianceId: string
  authorTenantId: Generated<string>
  id: Generated<string>
  practiceId: string
  publishedAt: Generated<Timestamp>
  purpose: string
  /** The text's revision that was given: a later one is not out yet. */
  revision: number
  tenantId: Generated<string>
  /** The last day others may read it; open when null. */
  until: string | null
  /** Counts from 1 in each alliance. */
  version: number
  withdrawnAt: Timestamp | null
}

export interface Project {
  aim: string
  authorTenantId: Generated<string>
  fromDay: string
  id: Generated<string>
  proposedAt: Generated<Timestamp>
  result: string | null
  /** Counts edits of the proposal: a form typed over an older one is refused. */
  revision: Generated<number>
  slug: string
  stage: Generated<'proposed' | 'running' | 'closing' | 'closed'>
  tenantId: Generated<string>
  title: string
  untilDay: string
  why: string | null
}

export interface ProjectAim {
  authorTenantId: Generated<string>
  id: Generated<string>
  place: number
  projectId: string
  reached: number | null
  reachedWords: string | null
  /** In the unit beside it; none where the aim is in words only. */
  target: number | null
  tenantId: Generated<string>
  unit: string | null
  words: string
}

export interface ProjectDecline {
  authorTenantId: Generated<string>
  declinedAt: Generated<Timestamp>
  id: Generated<string>
  projectId: string
  tenantId: Generated<string>
  words: string | null
}

export interface ProjectStep {
  at: Generated<Timestamp>
  authorTenantId: Generated<string>
  /** None where it began. */
  fromStage: string | null
  id: Generated<string>
  seatId: Generated<string>
  subjectId: string
  tenantId: Generated<string>
  toStage: string
  /** Counts the steps of a row from 1. */
  turn: number
  /** The reason, where one was given. */
  words: string | null
}

export interface ProjectTask {
  authorTenantId: Generated<string>
  communityId: string
  dueOn: string
  id: Generated<string>
  milestoneId: string | null
  projectId: string
  /** Counts edits: a form typed over an older one is refused. */
  revision: Generated<number>
  tenantId: Generated<string>
  title: string
}

export interface Rating {
  /** total, or the code of a dimension or an indicator. */
  about: string
  authorTenantId: Generated<string>
  estateSd: number
  /** Of the variance of one mark, 0–1: the intraclass correlation. */
  estateShare: number
  id: Generated<string>
  marks: number
  mean: number
  noiseSd: number
  noiseShare: number
  roundId: string
  severitySd: number
  severityShare: number
  tenantId: Generated<string>
  version: number
}

export interface Response {
  authorTenantId: Generated<string>
  /** The same as of its mark: nobody responds to a mark that they cannot read. */
  disclosed: Generated<boolean>
  /** False when the company accepts the finding; a mark is only ever disputed. */
  disputes: boolean
  findingId: string | null
  id: Generated<string>
  madeAt: Generated<Timestamp>
  markId: string | null
  respondedAt: Generated<Timestamp>
  /** Also for its row lock: a first response waits for the round's publication, and then finds it closed. */
  roundId: string
  tenantId: Generated<string>
  text: Generated<string>
}

export interface ResponseFile {
  authorTenantId: Generated<string>
  /** A member that may see it: the same as of its row and of its file. */
  companyId: string
  /** The same as of its mark. */
  disclosed: Generated<boolean>
  fileId: string
  findingId: string | null
  id: Generated<string>
  markId: string | null
  /** Its place among the files of its row, from 1. */
  place: number
  tenantId: Generated<string>
}

export interface ResponseReminder {
  authorTenantId: Generated<string>
  companyId: string
  id: Generated<string>
  note: string
  roundId: string
  sentAt: Generated<Timestamp>
  sentBy: Generated<string>
  tenantId: Generated<string>
}

export interface Result {
  authorTenantId: Generated<string>
  /** A copy of the hash of its card from the seal's document; null where it was published before there were seals. */
  cardHash: string | null
  communityId: string
  communityName: string
  companyId: string
  companyName: string
  estateId: string
  households: number
  id: Generated<string>
  kind: 'commercial' | 'resettlement'
  name: string
  publishedAt: Generated<Timestamp>
  roundId: string
  /** Null where the estate was not rated. */
  stars: number | null
  tenantId: Generated<string>
  /** Why there are no stars: too few visits, or less than 60 points of the rubric assessed. Null also of results without stars published before 0191, which had too few visits. */
  unrated: 'few_visits' | 'little_covered' | null
  /** Of the round's publication: 1 is the first, later ones are corrections. */
  version: Generated<number>
  /** The vetoes that counted at publication, in the rubric's Chinese words; where there is one, the stars are one. */
  vetoed: Generated<string[]>
  visits: number
}

export interface ResultDimension {
  /** Percent, corrected for how severe each reviewer is; low, high: its 90 % band. */
  adjusted: number | null
  authorTenantId: Generated<string>
  /** A life-safety finding counts in it, which caps it at 40. */
  capped: boolean
  communityId: string
  companyId: string
  /** Its code in the round's rubric, e.g. C; its place there is its order. */
  dimension: string
  estateId: string
  high: number | null
  id: Generated<string>
  low: number | null
  percent: number
  roundId: string
  tenantId: Generated<string>
  version: Generated<number>
  /** Of 100, in the rubric. */
  weight: number
}

export interface ResultFinding {
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  decision: Generated<string>
  estateId: string
  id: Generated<string>
  indicator: string
  /** The veto it named, where the coordinator decided that the veto does not apply. */
  liftedVeto: string | null
  place: string
  response: Generated<string>
  roundId: string
  severity: 'S1' | 'S2' | 'S3' | 'S4'
  tenantId: Generated<string>
  text: string
  version: Generated<number>
  /** The veto that counts, and caps the estate at one star. */
  veto: string | null
}

export interface ResultFindingFile {
  authorTenantId: Generated<string>
  /** A member that may see it: the same as of its row and of its file. */
  communityId: string
  /** A member that may see it: the same as of its row and of its file. */
  companyId: string
  fileId: string
  id: Generated<string>
  /** Its place among the files of its row, from 1. */
  place: number
  resultFindingId: string
  tenantId: Generated<string>
}

export interface ResultIndicator {
  /** Percent, corrected for how severe each reviewer is; low, high: its 90 % band. */
  adjusted: number | null
  authorTenantId: Generated<string>
  /** A severe finding counts against it, which caps it at mark 2, 40 percent. */
  capped: boolean
  communityId: string
  companyId: string
  /** Whether its company and community read it; false where the estate had too few visits, and then it is on no sealed card. */
  disclosed: boolean
  estateId: string
  /** Why marks of it were left out, a reason each, in the order of their words; each reason once. */
  excluded: Generated<string[]>
  high: number | null
  id: Generated<string>
  indicator: string
  low: number | null
  /** How many marks it rests on; 不适用 and marks left out are none. */
  marks: number
  /** The mean of its marks; mark 5 is 100, 4 is 80 and so on. Null where every mark was left out with a reason. */
  percent: number | null
  roundId: string
  tenantId: Generated<string>
  version: Generated<number>
  weight: number
}

export interface ResultMark {
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  decision: string
  /** As of the indicators of its estate. */
  disclosed: boolean
  estateId: string
  final: number | null
  first: number | null
  id: Generated<string>
  indicator: string
  /** Blank where nobody disputed it and a correction changed it. */
  response: Generated<string>
  roundId: string
  tenantId: Generated<string>
  version: number
}

export interface ResultTotal {
  /** Percent, corrected for how severe each reviewer is; null where no correction was made. low, high: its 90 % band. */
  adjusted: number | null
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  /** The weights of the indicators that were assessed, of 100; null in versions published before this was computed. */
  covered: number | null
  estateId: string
  high: number | null
  id: Generated<string>
  /** Estates of one round with the same number are linked by shared reviewers; others must not be compared. Null in versions published before this was computed. */
  linkedGroup: number | null
  low: number | null
  /** Among the estates of its linked group, from 1; tied estates 并列 share one. Null where the score was not corrected, and under the first rule, where estates whose bands overlap are tied. */
  place: number | null
  /** Percent, 0–100: all marks as given, weighted, after the caps of findings that count; the stars follow it. */
  rawMean: number
  roundId: string
  /** How the scores and ties of this version were computed (results/rating/rule.ts); null for the first rule. */
  rule: number | null
  tenantId: Generated<string>
  /** How many estates have this place, itself included. */
  tied: number | null
  /** Percent, before those caps. */
  uncappedMean: number
  version: Generated<number>
}

export interface ResultValue {
  asOf: string | null
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  counted: number | null
  denominator: number | null
  estateId: string
  high: number | null
  id: Generated<string>
  indicator: string
  low: number | null
  mark: number | null
  numerator: number | null
  origin: 'entered' | 'surveyed' | 'not_applicable'
  periodFrom: string
  periodUntil: string
  reason: string
  roundId: string
  rubricVersion: number
  source: string
  tenantId: Generated<string>
  version: number
}

export interface Rota {
  authorTenantId: Generated<string>
  /** Extra visits link groups of estates that would otherwise share no reviewer. */
  bridge: Generated<boolean>
  id: Generated<string>
  /** Most reviewers sent; no limit when null. */
  maxReviewers: number | null
  /** Visits a person makes at most, where rota_person says nothing else; no limit when null. */
  maxVisits: number | null
  /** packages/domain scorecards/rota.ts: a rota or an obstacle, with what it was made from. */
  proposal: Json | null
  /** Whether days are proposed too. */
  proposeDays: Generated<boolean>
  proposedAt: Timestamp | null
  /** Whether the proposal replaces planned visits that nobody has begun; otherwise they stay. */
  replaces: Generated<boolean>
  /** Visits an estate gets, where rota_estate says nothing else. */
  requiredVisits: Generated<number>
  roundId: string
  tenantId: Generated<string>
  /** Groups may stay unlinked; their scores are then not compared. */
  unlinked: Generated<boolean>
  visitsPerDay: Generated<number>
  /** 1 Monday … 7 Sunday: the days of the round that visits may be on. */
  weekdays: Generated<number[]>
}

export interface RotaComputation {
  askedAt: Generated<Timestamp>
  authorTenantId: Generated<string>
  done: Generated<number>
  /** The last attempt ended without an answer; whoever waits is told so. */
  failed: Generated<boolean>
  id: Generated<string>
  roundId: string
  step: Generated<'filling' | 'joining' | 'improving' | 'days' | 'relaxing'>
  tenantId: Generated<string>
  /** Of how many parts this step is; done says how many are. */
  whole: Generated<number>
}

export interface RotaEstate {
  authorTenantId: Generated<string>
  estateId: string
  id: Generated<string>
  requiredVisits: number
  roundId: string
  tenantId: Generated<string>
}

export interface RotaPerson {
  authorTenantId: Generated<string>
  id: Generated<string>
  maxVisits: number
  roundId: string
  seatId: string
  tenantId: Generated<string>
}

export interface Round {
  authorTenantId: Generated<string>
  closesOn: string
  /** From how many submitted visits of an estate its single marks and indicators are disclosed: of fewer, they would be one reviewer's sheet. */
  discloseFromVisits: Generated<number>
  id: Generated<string>
  madeAt: Generated<Timestamp>
  opensOn: string
  /** First day of the period that those values are about, the same for all estates; period_until is the last. */
  periodFrom: string | null
  periodUntil: string | null
  publishedAt: Timestamp | null
  /** The last day, included, on which the reviewed company may respond. */
  responseUntil: string
  /** Counts the changes of its name, its days and its numbers. */
  revision: Generated<number>
  rubricId: string
  /** False for a round that was published before there were seals: it cannot be checked. */
  sealed: Generated<boolean>
  slug: string
  /** Indicators from a system or a survey get one value an estate (indicator_value); false of older rounds, where reviewers marked them. */
  sourced: Generated<boolean>
  stage: Generated<'planning' | 'visiting' | 'responding' | 'settling' | 'published' | 'cancelled'>
  tenantId: Generated<string>
  title: string
  /** The newest published version; 0 before publication. */
  version: Generated<number>
}

export interface RoundChange {
  after: string
  at: Generated<Timestamp>
  authorTenantId: Generated<string>
  before: string
  field: 'title' | 'opens_on' | 'closes_on' | 'response_until' | 'disclose_from_visits' | 'survey_until'
  id: Generated<string>
  /** The revision of the round that the change led to. */
  revision: number
  roundId: string
  seatId: Generated<string>
  tenantId: Generated<string>
}

export interface RoundDayOff {
  authorTenantId: Generated<string>
  fromDay: string
  id: Generated<string>
  reason: Generated<string>
  roundId: string
  tenantId: Generated<string>
  toDay: string
}

export interface RoundEstate {
  authorTenantId: Generated<string>
  communityId: string
  communityName: string
  companyId: string
  companyName: string
  /** The listing, which stays the same row over the years: results of an estate are followed by it. */
  estateId: string
  households: number
  id: Generated<string>
  kind: 'commercial' | 'resettlement'
  name: string
  roundId: string
  tenantId: Generated<string>
}

export interface RoundPreview {
  authorTenantId: Generated<string>
  /** What it was computed from; with another basis it is out of date. */
  basis: string
  /** The outcome before the basis changed last; null where it never did. */
  before: Json | null
  computedAt: Generated<Timestamp>
  id: Generated<string>
  outcome: Json
  roundId: string
  tenantId: Generated<string>
}

export interface RoundStep {
  at: Generated<Timestamp>
  authorTenantId: Generated<string>
  /** None where it began. */
  fromStage: string | null
  id: Generated<string>
  seatId: Generated<string>
  subjectId: string
  tenantId: Generated<string>
  toStage: string
  /** Counts the steps of a row from 1. */
  turn: number
  /** The reason, where one was given. */
  words: string | null
}

export interface Rubric {
  authorTenantId: Generated<string>
  /** Dimensions, indicators, weights and star bands: packages/domain scorecards/rubric.ts. */
  body: Json
  /** The same for all versions of one rubric: the id of the first. */
  familyId: string
  id: Generated<string>
  madeAt: Generated<Timestamp>
  tenantId: Generated<string>
  title: string
  version: number
}

export interface RubricRetirement {
  authorTenantId: Generated<string>
  /** The first version of the rubric, for all of them. */
  familyId: string
  id: Generated<string>
  retiredAt: Generated<Timestamp>
  tenantId: Generated<string>
}

export interface Score {
  authorTenantId: Generated<string>
  /** Faults, or percent, as counted on the spot; the scale of the indicator made the mark of it. */
  counted: number | null
  /** Why it is not the company's to answer for; then there is no mark. */
  excluded: string | null
  id: Generated<string>
  /** Its code in the round's rubric, e.g. C1. */
  indicator: string
  /** 5 优 … 1 差; null is 不适用, which takes its weight out of the sum. */
  mark: number | null
  reviewerId: string
  /** A copy of the sheet's: the row is final from then on. */
  submittedAt: Timestamp | null
  tenantId: Generated<string>
  visitId: string
}

export interface ScoreSheet {
  authorTenantId: Generated<string>
  /** Made by the device whose draft was saved last; null where it was a plain form. */
  draftId: string | null
  /** How many times that draft had been changed. */
  draftTurn: number | null
  id: Generated<string>
  reviewerId: string
  /** Counts the saves, so that a second tab cannot save over the first. */
  revision: Generated<number>
  savedAt: Generated<Timestamp>
  /** The seat that saved last: the reviewer, a colleague, or the coordinator on their behalf. */
  savedBy: Generated<string>
  /** Made by the device that submitted; null where it was a plain form. */
  submissionId: string | null
  /** The sheet is final from then on. */
  submittedAt: Timestamp | null
  tenantId: Generated<string>
  visitId: string
}

export interface Seal {
  authorTenantId: Generated<string>
  /** Canonical JSON (RFC 8785); the hash is of exactly these characters, as UTF-8. */
  document: string
  hash: string
  id: Generated<string>
  /** Its place in the chain of the alliance, from 1. */
  place: number
  previous: string | null
  publishedAt: Generated<Timestamp>
  /** Why a version was corrected; blank for the first. */
  reason: Generated<string>
  roundId: string
  tenantId: Generated<string>
  version: number
}

export interface SealedCard {
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  document: string
  estateId: string
  hash: string
  id: Generated<string>
  roundId: string
  tenantId: Generated<string>
  version: number
}

export interface Seat {
  endedAt: Timestamp | null
  id: Generated<string>
  madeAt: Generated<Timestamp>
  personId: string
  role: 'secretary' | 'staff' | 'manager' | 'liaison' | 'coordinator'
  tenantId: string
  title: string
}

export interface ServiceContract {
  authorTenantId: Generated<string>
  /** The company's tenant, when it is one of Bilin; its name is in company_name either way. */
  companyId: string | null
  companyName: string
  estateId: string
  id: Generated<string>
  madeAt: Generated<Timestamp>
  since: string
  tenantId: Generated<string>
  until: string | null
}

export interface Session {
  endsAt: Timestamp
  /** Idle limit; moved on by use, never past ends_at. */
  expiresAt: Timestamp
  /** Names the session to its own person; opens nothing. */
  id: Generated<string>
  /** SHA-256 of the session id, hex; the id itself is only in the cookie. */
  idHash: string
  /** How long the session lasts without being used. */
  idleMinutes: number
  madeAt: Generated<Timestamp>
  personId: string
  /** When it was last used, five minutes more or less. */
  usedAt: Generated<Timestamp>
  /** What the browser called itself at sign-in. */
  userAgent: Generated<string>
}

export interface Severity {
  authorTenantId: Generated<string>
  high: number
  id: Generated<string>
  low: number
  /** Of 100 of the total: below 0 severe, above 0 mild, against the other reviewers. low, high: its 90 % band. */
  points: number
  reviewerSeatId: string
  roundId: string
  tenantId: Generated<string>
  version: number
  visits: number
}

export interface SharedPractice {
  authorTenantId: Generated<string>
  cost: string
  /** Words and pairs of characters: packages/domain search.ts. */
  foundBy: string
  id: Generated<string>
  indicators: string[]
  place: string
  /** The member's own record, which nobody else can read. */
  practiceId: string
  problem: string
  publishedAt: Generated<Timestamp>
  purpose: string
  result: string
  steps: string
  /** When the next version came. */
  supersededAt: Timestamp | null
  tenantId: Generated<string>
  title: string
  /** The last day others may read it; open when null. */
  until: string | null
  version: number
  withdrawnAt: Timestamp | null
}

export interface Survey {
  /** The end of its address on the web. */
  address: string
  authorTenantId: Generated<string>
  /** No answer is taken any more; set by the coordinator or with the end of visiting, never taken back. */
  ended: Generated<boolean>
  estate: string
  estateId: string
  households: number
  id: Generated<string>
  indicators: string[]
  questions: string[]
  questionsEn: string[]
  roundId: string
  roundTitle: string
  /** Of the random draw, so that anybody can repeat it. */
  seed: number
  slips: number
  tenantId: Generated<string>
  /** The last day on which answers are taken. */
  until: string
}

export interface SurveyAnswer {
  /** One for each question, 5 很满意 … 1 很不满意; 0 was left blank. */
  answers: number[]
  authorTenantId: Generated<string>
  id: Generated<string>
  surveyId: string
  tenantId: Generated<string>
}

export interface SurveyCode {
  authorTenantId: Generated<string>
  hash: string
  surveyId: string
  tenantId: Generated<string>
}

export interface SurveyCodeUse {
  authorTenantId: Generated<string>
  hash: string
  surveyId: string
  tenantId: Generated<string>
}

export interface SurveyKey {
  authorTenantId: Generated<string>
  key: string
  surveyId: string
  tenantId: Generated<string>
}

export interface TaskUpdate {
  at: Generated<Timestamp>
  authorTenantId: Generated<string>
  id: Generated<string>
  note: string | null
  /** First, second, … update of its task. */
  number: number
  /** Percent. */
  progress: number
  seatId: Generated<string>
  status: 'todo' | 'doing' | 'done'
  taskId: string
  tenantId: Generated<string>
}

export interface Tenant {
  /** Part of the demo story; shown as 示例 wherever it appears. */
  example: Generated<boolean>
  id: Generated<string>
  kind: 'community' | 'company' | 'unit' | 'alliance'
  madeAt: Generated<Timestamp>
  name: string
  slug: string
}

export interface Visit {
  authorTenantId: Generated<string>
  communityId: string
  companyId: string
  estateId: string
  id: Generated<string>
  madeAt: Generated<Timestamp>
  plannedOn: string | null
  /** The member the reviewer comes from. */
  reviewerId: string
  reviewerSeatId: string
  /** The reviewer's seat as it was called when the visit was planned. */
  reviewerTitle: string
  roundId: string
  tenantId: Generated<string>
}

export interface VisitFinding {
  authorTenantId: Generated<string>
  id: Generated<string>
  indicator: string
  place: Generated<string>
  reviewerId: string
  /** S1 life-safety, S2 severe, S3 moderate, S4 low. */
  severity: 'S1' | 'S2' | 'S3' | 'S4'
  /** A copy of the sheet's: the row is final from then on. */
  submittedAt: Timestamp | null
  tenantId: Generated<string>
  text: string
  /** Which veto 一票否决 of the rubric it says applies, in the rubric's Chinese words; null for most. */
  veto: string | null
  visitId: string
}

export interface VisitFindingFile {
  authorTenantId: Generated<string>
  fileId: string
  id: Generated<string>
  /** Its place among the files of its row, from 1. */
  place: number
  /** A member that may see it: the same as of its row and of its file. */
  reviewerId: string
  tenantId: Generated<string>
  visitFindingId: string
}

export interface VisitMessage {
  authorTenantId: Generated<string>
  id: Generated<string>
  /** The coordinator's own words; blank for none. */
  note: Generated<string>
  reviewerSeatId: string
  roundId: string
  sentAt: Generated<Timestamp>
  sentBy: Generated<string>
  tenantId: Generated<string>
  /** Counts the messages to this reviewer in this round. */
  turn: number
  /** The visits as sent: packages/domain scorecards/messages/message.ts. */
  visits: Json
}

export interface VisitMessageSeen {
  authorTenantId: Generated<string>
  id: Generated<string>
  messageId: string
  reviewerSeatId: Generated<string>
  seenAt: Generated<Timestamp>
  tenantId: Generated<string>
}

export interface WithdrawnResponse {
  authorTenantId: Generated<string>
  /** The same as of its mark. */
  disclosed: Generated<boolean>
  findingId: string | null
  id: Generated<string>
  markId: string | null
  /** When it was written, or last reworded. */
  respondedAt: Timestamp
  roundId: string
  tenantId: Generated<string>
  text: string
  withdrawnAt: Generated<Timestamp>
  withdrawnBy: Generated<string>
}

export interface WorkingHours {
  at: Generated<Timestamp>
  authorTenantId: Generated<string>
  id: Generated<string>
  /** Where each period begins and ends, in minutes of the day: {510, 720, 840, 1050}. */
  periods: number[]
  seatId: Generated<string>
  tenantId: Generated<string>
  version: number
}

export interface DB {
  absence: Absence
  acceptance: Acceptance
  adoption: Adoption
  calendarDay: CalendarDay
  calendarNotice: CalendarNotice
  cardOpening: CardOpening
  credential: Credential
  decision: Decision
  declaredConflict: DeclaredConflict
  disclosedDimension: DisclosedDimension
  estate: Estate
  estateImport: EstateImport
  event: Event
  exclusion: Exclusion
  exemplar: Exemplar
  fairness: Fairness
  file: File
  finding: Finding
  findingFile: FindingFile
  improvement: Improvement
  improvementFile: ImprovementFile
  indicatorValue: IndicatorValue
  indicatorValueFile: IndicatorValueFile
  invitation: Invitation
  listedEstate: ListedEstate
  mark: Mark
  markSource: MarkSource
  measuredEffect: MeasuredEffect
  membership: Membership
  milestone: Milestone
  neighbour: Neighbour
  neighbourSeat: NeighbourSeat
  participation: Participation
  passwordLink: PasswordLink
  person: Person
  pledge: Pledge
  practice: Practice
  practicePublication: PracticePublication
  project: Project
  projectAim: ProjectAim
  projectDecline: ProjectDecline
  projectStep: ProjectStep
  projectTask: ProjectTask
  rating: Rating
  response: Response
  responseFile: ResponseFile
  responseReminder: ResponseReminder
  result: Result
  resultDimension: ResultDimension
  resultFinding: ResultFinding
  resultFindingFile: ResultFindingFile
  resultIndicator: ResultIndicator
  resultMark: ResultMark
  resultTotal: ResultTotal
  resultValue: ResultValue
  rota: Rota
  rotaComputation: RotaComputation
  rotaEstate: RotaEstate
  rotaPerson: RotaPerson
  round: Round
  roundChange: RoundChange
  roundDayOff: RoundDayOff
  roundEstate: RoundEstate
  roundPreview: RoundPreview
  roundStep: RoundStep
  rubric: Rubric
  rubricRetirement: RubricRetirement
  score: Score
  scoreSheet: ScoreSheet
  seal: Seal
  sealedCard: SealedCard
  seat: Seat
  serviceContract: ServiceContract
  session: Session
  severity: Severity
  sharedPractice: SharedPractice
  survey: Survey
  surveyAnswer: SurveyAnswer
  surveyCode: SurveyCode
  surveyCodeUse: SurveyCodeUse
  surveyKey: SurveyKey
  taskUpdate: TaskUpdate
  tenant: Tenant
  visit: Visit
  visitFinding: VisitFinding
  visitFindingFile: VisitFindingFile
  visitMessage: VisitMessage
  visitMessageSeen: VisitMessageSeen
  withdrawnResponse: WithdrawnResponse
  workingHours: WorkingHours
}

/** The tables whose rows live in a tenant, as PostgreSQL writes them. */
export const tenantTables: readonly string[] = [
  'absence',
  'acceptance',
  'adoption',
  'card_opening',
  'decision',
  'declared_conflict',
  'disclosed_dimension',
  'estate',
  'estate_import',
  'event',
  'exclusion',
  'exemplar',
  'fairness',
  'file',
  'finding',
  'finding_file',
  'improvement',
  'improvement_file',
  'indicator_value',
  'indicator_value_file',
  'listed_estate',
  'mark',
  'mark_source',
  'measured_effect',
  'milestone',
  'neighbour',
  'neighbour_seat',
  'participation',
  'pledge',
  'practice',
  'practice_publication',
  'project',
  'project_aim',
  'project_decline',
  'project_step',
  'project_task',
  'rating',
  'response',
  'response_file',
  'response_reminder',
  'result',
  'result_dimension',
  'result_finding',
  'result_finding_file',
  'result_indicator',
  'result_mark',
  'result_total',
  'result_value',
  'rota',
  'rota_computation',
  'rota_estate',
  'rota_person',
  'round',
  'round_change',
  'round_day_off',
  'round_estate',
  'round_preview',
  'round_step',
  'rubric',
  'rubric_retirement',
  'score',
  'score_sheet',
  'seal',
  'sealed_card',
  'service_contract',
  'severity',
  'shared_practice',
  'survey',
  'survey_answer',
  'survey_code',
  'survey_code_use',
  'survey_key',
  'task_update',
  'visit',
  'visit_finding',
  'visit_finding_file',
  'visit_message',
  'visit_message_seen',
  'withdrawn_response',
  'working_hours',
]
