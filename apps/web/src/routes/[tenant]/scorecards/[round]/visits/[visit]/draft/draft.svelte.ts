/** The draft of a visit: marks, findings, photos. Storing and sending are in sync.svelte.ts. */
import { emptyRecord } from '@bilin/domain/names'
import type { Indicator, RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import type { SavedMarking as KeptMarks } from '@bilin/domain/scorecards/visits/marking'
import { SvelteMap } from 'svelte/reactivity'
import type { FindingInput, MarkInput, StoredDraft } from '#lib/offline/deviceStore.ts'
import { newId } from '#lib/offline/newId.ts'
import { findBest, lacksNumber, says, whichMark } from './answers.ts'

export type { FindingInput, MarkInput }
export type DraftPhoto = { id: string; findingId: string; src: string; sent: boolean }
type Photo = { id: string; subjectId: string }
export type VisitForm = KeptMarks & {
  id: string
  revision: number
  rubric: { body: RubricBody }
  photos: readonly Photo[]
}

export class VisitDraft {
  readonly given = new SvelteMap<string, MarkInput>()
  findings = $state<FindingInput[]>([])
  photos = $state<DraftPhoto[]>([])
  /** The finding that was just added, whose text field takes focus. */
  begun = $state<string | null>(null)
  /** The finding that was just deleted: it can be brought back until the next one is, or the page shows something else. */
  removed = $state<FindingInput | null>(null)
  revision = $state(0)
  readonly vetoes: RubricBody['vetoes']
  onchange: () => void = () => {}
  /** Marks given before the code that saves them has loaded; null from then on. */
  early: Map<string, MarkInput> | null = new SvelteMap()
  readonly #indicators: Partial<Record<string, Indicator>>

  constructor(visit: VisitForm, tenant: string) {
    this.#indicators = Object.fromEntries(
      visit.rubric.body.dimensions
        .flatMap(({ indicators }) => indicators)
        .map((indicator) => [indicator.code, indicator]),
    )
    this.vetoes = visit.rubric.body.vetoes
    this.revision = visit.revision
    for (const [code, mark] of Object.entries(visit.marks)) this.given.set(code, readGiven(visit, code, mark))
    this.findings = visit.findings.map((finding) => ({
      ...finding,
      id: finding.id ?? newId(),
      veto: finding.veto ?? '',
    }))
    this.photos = visit.photos.map(({ id, subjectId }) => ({
      id,
      findingId: subjectId,
      src: `/${tenant}/files/${id}`,
      sent: true,
    }))
  }

  /** The answer to an indicator: a mark, or a reason why there is none. */
  get = (code: string): string | undefined => says(this.given.get(code))

  lacksNumber = (code: string): boolean => lacksNumber(this.#indicators[code]?.scale, this.given.get(code))

  /** Indicators that lack a required number, in the rubric's order; the visit cannot be submitted with them. */
  get withoutNumber(): string[] {
    return Object.keys(this.#indicators).filter(this.lacksNumber)
  }

  give(code: string, given: MarkInput) {
    this.#set(code, given)
    this.onchange()
  }

  #set(code: string, given: MarkInput) {
    this.given.set(code, given)
    this.early?.set(code, given)
  }

  /** Sets the number, and the mark that follows from it if the number is valid. */
  count(code: string, counted: string) {
    const scale = this.#indicators[code]?.scale
    const mark = scale && whichMark(scale, counted)
    this.give(code, { counted, ...(mark && { mark: String(mark) }) })
  }

  fillIn(codes: readonly string[]) {
    for (const code of codes) {
      const indicator = this.#indicators[code]
      if (indicator) this.#set(code, findBest(indicator))
    }
    this.onchange()
  }

  addFinding(indicator: string) {
    const id = newId()
    this.findings.push({ id, indicator, severity: 'S3', place: '', text: '', veto: '' })
    this.begun = id
  }

  /** Hides it until finishRemoval, so that it can be brought back with its photos. Without words and photos it is gone at once. */
  removeFinding(id: string) {
    this.finishRemoval()
    const worded = this.worded.find((finding) => finding.id === id)
    if (worded) this.removed = worded
    else this.#remove(id)
  }

  restoreFinding() {
    this.begun = this.removed?.id ?? null
    this.removed = null
  }

  finishRemoval() {
    const { removed } = this
    this.removed = null
    if (removed) this.#remove(removed.id)
  }

  #remove(id: string) {
    this.findings = this.findings.filter((finding) => finding.id !== id)
    this.photos = this.photos.filter(({ findingId }) => findingId !== id)
    this.onchange()
  }

  /** The findings of an indicator that are shown. */
  findingsOf = (indicator: string) =>
    this.findings.filter((finding) => finding.indicator === indicator && finding.id !== this.removed?.id)

  take({ given, findings }: Pick<StoredDraft, 'given' | 'findings'>) {
    this.given.clear()
    for (const [code, value] of Object.entries(given)) this.given.set(code, value)
    this.findings = findings.map((finding) => ({ ...finding }))
  }

  /** Restores the values of a form that was posted without script and refused. */
  retype(values: Readonly<Record<string, string>>) {
    const marks = emptyRecord<MarkInput>()
    const findings = emptyRecord<Partial<FindingInput>>()
    for (const [name, value] of Object.entries(values)) {
      const [kind, key = '', part = ''] = name.split('.')
      if (kind === 'marks') marks[key] = { ...marks[key], ...(value && { [part]: value }) }
      if (kind === 'findings') findings[key] = { ...findings[key], [part]: value }
    }
    for (const [code, given] of Object.entries(marks)) this.given.set(code, given)
    for (const typed of Object.values(findings)) {
      const known = this.findings.find(({ id }) => id === typed.id)
      if (known) Object.assign(known, typed)
      else if (typed.text?.trim()) this.findings.push({ ...(typed as FindingInput), id: newId() })
    }
    if (values['revision']) this.revision = Number(values['revision'])
  }

  photosFor = (findingId: string) => this.photos.filter((photo) => photo.findingId === findingId)

  /** Findings with a text or a photo. */
  get worded(): FindingInput[] {
    return this.findings.filter(
      ({ id, text }) => id !== this.removed?.id && (text.trim() !== '' || this.photosFor(id).length > 0),
    )
  }

  snapshot() {
    // A number that makes no mark is stored and sent as typed, so that the server refuses it and it is not lost.
    const filledIn = [...this.given].filter(([, given]) => says(given) || given.counted?.trim())
    return {
      given: Object.fromEntries(filledIn.map(([code, given]) => [code, $state.snapshot(given)])),
      findings: $state.snapshot(this.findings),
    }
  }
}

function readGiven({ counted, excluded }: KeptMarks, code: string, mark: number | null): MarkInput {
  if (excluded[code] !== undefined) return { excluded: excluded[code] }
  const number = counted[code]
  return {
    mark: mark === null ? 'na' : String(mark),
    ...(number !== undefined && { counted: String(number) }),
  }
}
