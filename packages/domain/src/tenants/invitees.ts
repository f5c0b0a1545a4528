/**
 * Invitees: several people invited at once, pasted from Excel or typed, one a line: name, phone, title.
 *
 * Shapes   cells are divided by tabs, without any by commas, else by spaces. The phone is found by its digits: what precedes it is the
 *          name, what follows the title. Without a phone the first cell is the name. Line numbers and a line of headings are passed over.
 *          At most 50 people.
 * Refusals tenants.invitees_wrong, tenants.invitees_none, tenants.invitees_too_many
 */
import { z } from 'zod'
import { line, paragraph, phone, stripSeparators, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'
import { toCanonical } from '../spelling/canonical.ts'
import { halfWidth } from '../typed.ts'
import { rolesByKind, type Role, type TenantKind } from './kinds.ts'

export const MAX_INVITEES = 50

export const InviteeList = z.strictObject({
  text: paragraph(10_000),
  days: whole({ min: 1, max: 60 }).default(7),
})

export type InviteeProblem =
  'name_missing' | 'name_too_long' | 'phone_wrong' | 'title_missing' | 'title_too_long' | 'twice'
export type Invitee = { name: string; phone: string | null; title: string; role: Role }
export type InviteeLine = Invitee & { line: number; problems: InviteeProblem[] }

/** Each line that names somebody, with what is wrong in it. */
export function readInvitees(text: string, kind: TenantKind): InviteeLine[] {
  const lines: InviteeLine[] = []
  const seen = new Set<string>()
  for (const [at, typed] of text.split('\n').entries()) {
    const cells = toCells(typed)
    if (cells.length === 0 || isHeading(cells)) continue
    const read = readLine(cells, kind)
    const keys = [`${toCanonical(read.name)} ${toCanonical(read.title)}`, ...(read.phone ? [read.phone] : [])]
    if (keys.some((key) => seen.has(key))) read.problems.push('twice')
    for (const key of keys) seen.add(key)
    lines.push({ line: at + 1, ...read })
  }
  return lines
}

/** All of them, or a refusal: an invitation of some would leave it to memory who is missing. */
export function assertInvitable(lines: readonly InviteeLine[]): readonly Invitee[] {
  const field = 'text'
  if (lines.length === 0) refuse('invalid', 'tenants.invitees_none', { field })
  if (lines.length > MAX_INVITEES)
    refuse('invalid', 'tenants.invitees_too_many', { field, params: { max: MAX_INVITEES } })
  if (lines.some(({ problems }) => problems.length > 0)) refuse('invalid', 'tenants.invitees_wrong', { field })
  return lines
}

function readLine(cells: string[], kind: TenantKind): Omit<InviteeLine, 'line'> {
  const at = cells.findIndex((cell) => isNumber(cell))
  const rest = cells.filter((_, i) => i !== at)
  const before = at > 0 ? at : 1
  const problems: InviteeProblem[] = []
  const name = rest.slice(0, before).join(' ')
  const title = rest.slice(before).join(' ')
  const number = at < 0 ? null : (phone().safeParse(cells[at]).data ?? null)
  if (at >= 0 && number === null) problems.push('phone_wrong')
  if (name === '') problems.push('name_missing')
  else if (!line(60).safeParse(name).success) problems.push('name_too_long')
  if (title === '') problems.push('title_missing')
  else if (!line(40).safeParse(title).success) problems.push('title_too_long')
  return { name, phone: number, title, role: toRole(kind, title), problems }
}

/** A community's secretary is known by the title, a deputy is staff; every other kind of tenant has one role. */
function toRole(kind: TenantKind, title: string): Role {
  if (kind !== 'community') return rolesByKind[kind][0]
  return /(?<!副)(?:书记|書記)$|(?<!deputy )secretary$/iu.test(title) ? 'secretary' : 'staff'
}

function toCells(typed: string): string[] {
  const plain = halfWidth(typed.slice(0, LONGEST_LINE))
  const divider = plain.includes('\t') ? '\t' : /[,，、;；]/u.test(plain) ? /[,，、;；]/u : /\s/u
  const joined = typeof divider === 'string' ? plain : plain.replace(/(?<=\d)[ -](?=\d)/gu, '')
  const cells = joined
    .split(divider)
    .map((cell) => cell.trim())
    .filter(Boolean)
  return cells.length > 1 && /^\d{1,3}[.、)]?$/u.test(cells[0]!) ? cells.slice(1) : cells
}

const LONGEST_LINE = 400
/** Also one that is too short: nobody's name or title is digits alone. */
const isNumber = (cell: string) => /^\+?\d{3,}$/u.test(stripSeparators(cell))
const isHeading = (cells: string[]) => cells.some((cell) => /^(?:姓名|名字|name)$/iu.test(cell))
