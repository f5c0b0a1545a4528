import type { PageLoad } from './$types'

/** What the coordinator needs only while companies respond is loaded then alone. */
export const load: PageLoad = async ({ data, parent }) => {
  const { coordinates } = await parent()
  const responding = coordinates && data.round.stage === 'responding'
  const [remind, reopen] = await Promise.all([
    responding ? import('./RemindCompanies.svelte') : null,
    responding ? import('./Reopen.svelte') : null,
  ])
  return { ...data, RemindCompanies: remind?.default ?? null, Reopen: reopen?.default ?? null }
}
