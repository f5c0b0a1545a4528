/** Autosave of a practice: one save at a time, in order. */
import { apiAt } from '#lib/api.ts'
import type { Refused } from '@bilin/api/bilin'

type Name = 'title' | 'problem' | 'steps' | 'cost' | 'result' | 'place'
export type PracticeTexts = Record<Name, string> & { indicators: string | string[] }
export type SavedTexts = PracticeTexts & { revision: number }
type Status = 'idle' | 'saving' | 'saved' | 'failed' | 'refused'

export function readPracticeForm(form: HTMLFormElement): PracticeTexts {
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

/** The texts of a practice without its other fields. */
export const pickTexts = ({
  title,
  problem,
  steps,
  cost,
  result,
  place,
  indicators,
}: PracticeTexts): PracticeTexts => ({
  title,
  problem,
  steps,
  cost,
  result,
  place,
  indicators,
})

export function createAutosave(tenant: string, saved: (SavedTexts & { id: string }) | null) {
  const api = apiAt(tenant).practices
  let id = saved?.id ?? null
  let revision = saved?.revision ?? 0
  /** The texts that were saved last, as far as this page knows. */
  let base: PracticeTexts | null = saved && pickTexts(saved)
  let begun: string | null = null
  let running: Promise<unknown> = Promise.resolve()
  let status = $state<Status>('idle')
  let refused = $state<Refused | null>(null)
  let newest = $state<SavedTexts | null>(null)

  async function send(words: PracticeTexts) {
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

  /** Creates the practice. If the response was lost, it is sent again with the same id, and the current text is saved over it. */
  async function begin(words: PracticeTexts) {
    const again = begun !== null
    begun ??= crypto.randomUUID()
    ;({ id, revision } = await api.write.mutate({ ...words, id: begun }))
    if (again) ({ revision } = await api.change.mutate({ ...words, practiceId: id, revision }))
  }

  return {
    save(words: PracticeTexts) {
      const saved = running.then(() => send(words))
      running = saved
      return saved
    },
    /** Continues with this text, over what somebody else has saved and the writer has seen. */
    overrule() {
      if (!newest) return
      revision = newest.revision
      base = pickTexts(newest)
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
