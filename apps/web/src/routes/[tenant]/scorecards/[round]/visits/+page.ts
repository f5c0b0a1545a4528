import type { PageLoad } from './$types'

/** Loads only the components that this person needs: coordinators and reviewers see different ones, and proposals are rare. */
export const load: PageLoad = async ({ data }) => {
  const { plan } = data
  const [coordinating, changes, running, proposal, obstacle, visiting, message, onDevice] = await Promise.all([
    plan && import('./plan/CoordinatorView.svelte'),
    plan && plan.stranded.length + plan.changed.length > 0 ? import('./plan/PlanChanges.svelte') : null,
    plan?.running ? import('./plan/SolverProgress.svelte') : null,
    plan?.proposal?.rota ? import('./plan/Proposal.svelte') : null,
    plan?.proposal?.obstacle ? import('./plan/Obstacle.svelte') : null,
    plan ? null : import('./own/MyVisits.svelte'),
    data.message ? import('./messages/MyMessage.svelte') : null,
    plan ? null : import('./own/OnDevice.svelte'),
  ])
  return {
    ...data,
    Coordinating: coordinating?.default,
    Changes: changes?.default,
    Running: running?.default,
    Proposal: proposal?.default,
    Obstacle: obstacle?.default,
    Visiting: visiting?.default,
    MyMessage: message?.default,
    OnDevice: onDevice?.default,
  }
}
