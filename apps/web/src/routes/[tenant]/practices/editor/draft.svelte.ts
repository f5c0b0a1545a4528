/** A draft that saves itself while it is written: one save at a time, the newest words last, none of them lost. */
import { apiAt } from '#lib/api.ts'
import type { Refused } from '@bilin/api/bilin'

type Name = 'title' | 'problem' | 'steps' | 'cost' | 'result' | 'place'
export type Words = Record<Name, string> & { indicators: string | string[] }
export type Newest = Words & { revision: number }
type Status = 'idle' | 'saving' | 'saved' | 'failed' | 'refused'

export function wordsIn(form: HTMLFormElement): Words {
  const typed = new FormData(form)
  const text = (name: Name) => String(typed.get(name) ?? '')
  const listed = typed.getAll('indicators[]').map(String)
  const indicators = typed.has('indicators') ? String(typed.get('indicators')) : listed
  return {
    title: text('title'),
    problem: text('problem'),
    steps: text('steps'),
    cost: text('cost'),
    result: text('result'),
    place: text('place'),
    indicators,
  }
}

/** The fields of a practice and nothing else of it. */
export const pickWords = ({ title, problem, steps, cost, result, place, indicators }: Words): Words => ({
  title,
  problem,
  steps,
  cost,
  result,
  place,
  indicators,
})

export function keepDraft(tenant: string, kept: (Newest & { id: string }) | null) {
  const api = apiAt(tenant).practices
  let id = kept?.id ?? null
  let revision = kept?.revision ?? 0
  /** What this page believes to be saved. */
  let base: Words | null = kept && pickWords(kept)
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
      base = words
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
      if (!newest) return
      revision = newest.revision
      base = pickWords(newest)
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
    get base() {
      return base
    },
    get newest() {
      return newest
    },
  }
}
