import type { PageLoad } from './$types'

/** What only some cards show is loaded for them alone. */
export const load: PageLoad = async ({ data }) => {
  const { decided, result, seals } = data
  const [marks, versions, words] = await Promise.all([
    decided.length > 0 ? import('./CardMarks.svelte') : null,
    seals.length > 1 ? import('../../Versions.svelte') : null,
    result.vetoed.length > 0 ? import('#lib/words/vetoWords.ts') : null,
  ])
  return {
    ...data,
    CardMarks: marks?.default ?? null,
    Versions: versions?.default ?? null,
    withVetoes: words?.withVetoes ?? null,
    vetoWords: words?.vetoWords ?? null,
  }
}
