/**
 * What a field shows when somebody else has saved its record meanwhile: a three-way merge of the record as this page first showed it
 * (base), what is typed here, and what is saved now. An unchanged field shows the saved text; a changed field keeps what was
 * typed, with the saved text beside it.
 */
export type Values = Record<string, string | string[]>
export type Saved = object | undefined
export type TypedValues = { values: Values; base: Saved }

export type Texts = { saved: Saved; typed: TypedValues | null; stale: boolean }
type Shown = { values: readonly string[]; other: string | undefined }

export function shownValue(name: string, { saved, typed, stale }: Texts): Shown {
  const now = valuesAt(saved, name)
  if (!typed) return { values: now, other: undefined }
  const mine = typedAt(typed.values, name) ?? (name.endsWith('[]') || isTick(typed, name) ? [] : now)
  if (!stale || !typed.base) return { values: mine, other: undefined }
  const list = listIn(saved, name) ?? listIn(typed.base, name)
  const group = list ?? name
  const followed = !isChangedHere(typed, group)
  const moved = textAt(saved, group) !== textAt(typed.base, group)
  const whole = list === null || list === name.replace(/\[\]$/u, '')
  const other = textAt(saved, group)
  const same = typedAt(typed.values, name)?.join('\n') === other
  return { values: followed ? now : mine, other: moved && !followed && whole && !same ? other : undefined }
}

/** The number of rows of a list, typed or saved. */
export function countRows(list: string, { saved, typed }: Pick<Texts, 'saved' | 'typed'>): number {
  const rows = at(saved, list)
  const written = Object.entries(typed?.values ?? {})
    .filter(([name, value]) => name.startsWith(`${list}.`) && value !== '')
    .map(([name]) => Number(name.slice(list.length + 1).split('.')[0]) + 1)
  return Math.max(
    0,
    Array.isArray(rows) ? rows.length : 0,
    ...written.filter((count) => Number.isInteger(count) && count <= MAX_ROWS),
  )
}

/** Row numbers come from the sender, and every row up to the highest number would be rendered. */
const MAX_ROWS = 1_000

/** An unticked box is not sent, so a missing field means unticked. */
const isTick = ({ base }: TypedValues, name: string) => typeof at(base, name) === 'boolean'

function isChangedHere({ values, base }: TypedValues, name: string): boolean {
  const path = name.replace(/\[\]$/u, '')
  const names = Object.keys(values).filter((sent) => sent.replace(/\[\]$/u, '') === path || sent.startsWith(`${path}.`))
  if (names.length === 0) return name.endsWith('[]') && valuesAt(base, name).length > 0
  return names.some((sent) => plain(typedAt(values, sent) ?? []) !== plain(valuesAt(base, sent)))
}

/** The list that a field belongs to. Lists are compared as a whole, because an inserted row changes the indices. */
function listIn(saved: Saved, name: string): string | null {
  const steps = name.replace(/\[\]$/u, '').split('.')
  const paths = steps.map((_, i) => steps.slice(0, i + 1).join('.'))
  return paths.find((path) => Array.isArray(at(saved, path))) ?? null
}

const typedAt = (values: Values, name: string): string[] | undefined =>
  Object.hasOwn(values, name) ? [values[name]!].flat() : undefined

function valuesAt(saved: Saved, name: string): string[] {
  const value = at(saved, name.replace(/\[\]$/u, ''))
  return Array.isArray(value) ? value.map(text) : [text(value)]
}

const textAt = (saved: Saved, name: string) => text(at(saved, name.replace(/\[\]$/u, '')))

function text(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(text).filter(Boolean).join('\n')
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return typeof value === 'object' ? Object.values(value).map(text).filter(Boolean).join(' ') : String(value)
}

function at(saved: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (place, step) =>
        typeof place === 'object' && place !== null && Object.hasOwn(place, step)
          ? Object.entries(place).find(([key]) => key === step)?.[1]
          : undefined,
      saved,
    )
}

/** Text areas send line ends as \r\n. */
const plain = (values: readonly string[]) => values.join('\u0000').replace(/\r\n?/gu, '\n').trim()
