/**
 * The marks of a visit while they are given. Every change is kept on this device at once and sent a moment later; what the
 * line has not taken stays here and is sent when it comes back.
 */
import type { Finding, Severity } from '@bilin/domain/scorecards/finding'
import { SvelteMap } from 'svelte/reactivity'
import { dropLocal, keepLocal, readLocal, type Local } from './local.ts'

export type Found = Finding & { key: string }
type Kept = { id: string; revision: number; marks: Record<string, number | null>; findings: Finding[] }
type Marking = { revision: number; marks: Record<string, string>; findings: Finding[] }
type Outcome = { revision: number } | { refused: string } | 'offline'
export type Status = 'untouched' | 'unsaved' | 'saving' | 'saved' | 'offline' | 'refused'

const AFTER_TYPING = 1200
const AFTER_OFFLINE = 15_000

export class Draft {
  readonly marks = new SvelteMap<string, string>()
  findings = $state<Found[]>([])
  revision = $state(0)
  status = $state<Status>('untouched')
  refused = $state('')
  /** Written on this device on top of an older revision: its writer says which of the two holds. */
  other = $state<Local | null>(null)

  readonly #id: string
  readonly #send: (marking: Marking) => Promise<Outcome>
  #turn = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(kept: Kept, send: (marking: Marking) => Promise<Outcome>) {
    this.#id = kept.id
    this.#send = send
    this.revision = kept.revision
    for (const [code, mark] of Object.entries(kept.marks))
      this.marks.set(code, mark === null ? 'na' : String(mark))
    this.findings = kept.findings.map((finding) => ({ ...finding, key: newKey() }))
  }

  /** In the browser only: takes up what an earlier visit to this page left on this device. */
  resume() {
    const local = readLocal(this.#id)
    if (!local) return
    if (local.revision === this.revision) this.take(local)
    else this.other = local
  }

  take(local: Local) {
    this.marks.clear()
    for (const [code, mark] of Object.entries(local.marks)) this.marks.set(code, mark)
    this.findings = local.findings.map((finding) => ({ ...finding, key: newKey() }))
    this.other = null
    this.changed()
  }

  leaveOther() {
    this.other = null
    dropLocal(this.#id)
  }

  mark(code: string, mark: string) {
    this.marks.set(code, mark)
    this.changed()
  }

  addFinding(indicator: string) {
    this.findings.push({ key: newKey(), indicator, severity: 'S3' as Severity, place: '', text: '' })
  }

  removeFinding(key: string) {
    this.findings = this.findings.filter((finding) => finding.key !== key)
    this.changed()
  }

  changed() {
    this.#turn += 1
    keepLocal(this.#id, { ...this.#marking(true), at: nowIso() })
    if (this.status !== 'saving') this.status = 'unsaved'
    this.#later(AFTER_TYPING)
  }

  /** Sends what is not sent yet; one save at a time. */
  async save() {
    clearTimeout(this.#timer)
    if (this.status === 'saving' || this.status === 'untouched' || this.status === 'saved') return
    this.status = 'saving'
    const turn = this.#turn
    const outcome = await this.#send(this.#marking())
    if (outcome === 'offline') {
      this.status = 'offline'
      this.#later(AFTER_OFFLINE)
    } else if ('refused' in outcome) {
      this.status = 'refused'
      this.refused = outcome.refused
    } else {
      this.revision = outcome.revision
      this.status = turn === this.#turn ? 'saved' : 'unsaved'
      if (turn === this.#turn) dropLocal(this.#id)
      else this.changed()
    }
  }

  stop() {
    clearTimeout(this.#timer)
  }

  /** As one piece, for the act of submitting. */
  asText(): string {
    const { marks, findings } = this.#marking()
    return JSON.stringify({ marks, findings })
  }

  /** A finding without words stays on this device until it has some. */
  #marking(withBlank = false): Marking {
    const findings = this.findings
      .filter(({ text }) => withBlank || text.trim() !== '')
      .map(({ indicator, severity, place, text }) => ({ indicator, severity, place, text }))
    return { revision: this.revision, marks: Object.fromEntries(this.marks), findings }
  }

  #later(wait: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), wait)
  }
}

let keys = 0
const newKey = () => `k${(keys += 1)}`

const nowIso = () => new Date().toISOString()
