/**
 * Who may do what, in one page: an action `feature.verb`, and the roles that may.
 * What a person may *see* is not here: the database decides that, in db/migrations.
 * Printed for people in tests/permissions/matrix.txt.
 */
import { refuse } from './refusal.ts'
import type { Role } from './tenants/kinds.ts'

const everyone: Role[] = ['secretary', 'staff', 'manager', 'liaison', 'coordinator']
const community: Role[] = ['secretary', 'staff']
/** The role that runs each kind of tenant. */
const heads: Role[] = ['secretary', 'manager', 'liaison', 'coordinator']
const reviewers: Role[] = ['secretary', 'staff', 'manager']

const permissions = {
  'estates.keep': community,
  'estates.list': ['secretary'],
  'scorecards.keep_rubrics': ['coordinator'],
  'scorecards.plan': ['coordinator'],
  'scorecards.send_messages': ['coordinator'],
  'scorecards.advance': ['coordinator'],
  'scorecards.report_absence': [...reviewers, 'coordinator'],
  'scorecards.declare_conflict': ['manager', 'coordinator'],
  'scorecards.enter_values': ['coordinator'],
  'scorecards.survey': ['coordinator'],
  'scorecards.score': reviewers,
  'scorecards.score_for_reviewer': ['coordinator'],
  'scorecards.respond': ['manager'],
  'scorecards.withdraw': ['manager'],
  'scorecards.decide': ['coordinator'],
  'scorecards.publish': ['coordinator'],
  'scorecards.correct': ['coordinator'],
  'scorecards.improve': ['manager'],
  'projects.propose': ['secretary', 'coordinator'],
  'projects.join': ['secretary'],
  'projects.plan': ['secretary', 'coordinator'],
  'projects.report': [...community, 'coordinator'],
  'projects.close': ['secretary', 'coordinator'],
  'practices.write': [...community, 'manager', 'liaison'],
  'practices.publish': ['secretary', 'manager', 'liaison'],
  'practices.adopt': ['secretary', 'manager'],
  'compare.read': everyone,
  'calendar.set_hours': heads,
  'tenants.invite': heads,
  'tenants.make_password_link': heads,
} satisfies Record<`${string}.${string}`, Role[]>

export type Action = keyof typeof permissions
export const actions = Object.keys(permissions) as Action[]

export const may = (role: Role, action: Action): boolean => permissions[action].some((allowed) => allowed === role)

export function permit(role: Role, action: Action): void {
  if (!may(role, action)) refuse('forbidden', 'permissions.not_yours')
}
