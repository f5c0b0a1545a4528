/** A draft that saves itself while it is written: one save at a time, the newest words last, none of them lost. */
import { apiAt } from '#lib/api.ts'
import type { Refused } from '@bilin/api/bilin'

const names = ['title', 'problem', 'steps', 'cost', 'result', 'place'] as const

export type Words = Record<(typeof names)[number], string> & { indicators: string | string[] }
export type Newest = Words & { revision: number }
type Status = 'idle' | 'saving' | 'saved' | 'failed' | 'refused'

export function wordsIn(form: HTMLFormElement): Words {
  const typed = new FormData(form)
  const words = Object.fromEntries(names.map((name) => [name, String(typed.get(name) ?? '')]))
  const listed = typed.getAll('indicators[]').map(String)
  return { ...words, indicators: typed.has('indicators') ? typed.get('indicators') : listed } as Words
}

export function keepDraft(tenant: string, kept: { id: string; revision: number } | null) {
  const api = apiAt(tenant).practices
  let id = kept?.id ?? null
  let revision = kept?.revision ?? 0
  let begun: string | null = null
  let running: Promise<unknown> = Promise.resolve()
  let status = $state<Status>('idle')
  let refused = $state<Refused | null>(null)
  let newest = $state<Newest | null>(null)

  async function send(words: Words) {
    status = 'saving'
    try {
      if (id === null) await begin(words)
      else ({ revision } = await api.change.mutate({ ...words, practiceId: id, revision }))
      status = 'saved'
      refused = newest = null
    } catch (error) {
      refused = (error as { data?: { refused?: Refused } }).data?.refused ?? null
      status = refused ? 'refused' : 'failed'
      if (refused?.code === 'practices.changed_meanwhile' && id) {
        newest = await api.written.query({ practiceId: id }).catch(() => null)
      }
    }
    return status === 'saved'
  }

  /** The same id again when the first answer was lost; then the words may have moved on meanwhile. */
  async function begin(words: Words) {
    const again = begun !== null
    begun ??= crypto.randomUUID()
    ;({ id, revision } = await api.write.mutate({ ...words, id: begun }))
    if (again) ({ revision } = await api.change.mutate({ ...words, practiceId: id, revision }))
  }

  return {
    save(words: Words) {
      const saved = running.then(() => send(words))
      running = saved
      return saved
    },
    /** What the other person saved was read; from now on this text counts. */
    overrule() {
      if (newest) revision = newest.revision
    },
    get id() {
      return id
    },
    get status() {
      return status
    },
    get refused() {
      return refused
    },
    get newest() {
      return newest
    },
  }
}
