/** What is wrong in a line of a list of people to invite, in words. Used on the server only. */
import type { InviteeProblem } from '@bilin/domain/tenants/invitees'
import { m } from '@bilin/i18n'

export const inviteeProblemWords: Record<InviteeProblem, () => string> = {
  name_missing: () => m['tenants.invitee_name_missing'](),
  name_too_long: () => m['tenants.invitee_name_too_long'](),
  phone_wrong: () => m['tenants.invitee_phone_wrong'](),
  title_missing: () => m['tenants.invitee_title_missing'](),
  title_too_long: () => m['tenants.invitee_title_too_long'](),
  twice: () => m['tenants.invitee_twice'](),
}
