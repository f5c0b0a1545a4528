import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { Declining, Joining, NewPledge, PledgeWithdrawal } from '@bilin/domain/projects/participation'
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { projectPath } from '../../addresses.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await locals.api.projects.one({ slug: params.project })),
  rules: {
    join: fieldRules(Joining),
    decline: fieldRules(Declining),
    pledge: fieldRules(NewPledge),
    withdraw: fieldRules(PledgeWithdrawal),
  },
})

const back = ({ params }: RequestEvent<{ tenant: string; project: string }>) =>
  redirect(303, projectPath(params.tenant, params.project))

export const actions: Actions = {
  join: (event) => submit(event, Joining, (api) => api.projects.join, { then: () => back(event) }),
  decline: (event) => submit(event, Declining, (api) => api.projects.decline, { then: () => back(event) }),
  pledge: (event) => submit(event, NewPledge, (api) => api.projects.pledge),
  withdraw: (event) => submit(event, PledgeWithdrawal, (api) => api.projects.withdrawPledge),
}
