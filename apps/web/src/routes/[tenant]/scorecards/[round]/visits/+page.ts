import type { PageLoad } from './$types'

/** The coordinator's side of the page comes to coordinators alone: a visitor's phone need not fetch it. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  Coordinating: data.plan ? (await import('./Coordinating.svelte')).default : null,
})
