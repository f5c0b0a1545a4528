import type { PageServerLoad } from './$types'

/** Compares with the previous version, unless the address names another. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { body: _, ...rubric } = await locals.api.scorecards.rubrics.get({ rubricId: params.rubric })
  const before = rubric.versions.find(({ version }) => version < rubric.version)
  const withId = url.searchParams.get('with') ?? before?.id ?? rubric.id
  const others = (await locals.api.scorecards.rubrics.list()).filter(({ familyId }) => familyId !== rubric.familyId)
  return {
    rubric,
    others,
    withId,
    compared: await locals.api.scorecards.rubrics.compare({ rubricId: params.rubric, withId }),
  }
}
