import { sortErrands, type Errand } from '@bilin/domain/errands/errand'
import type { Locale } from '@bilin/i18n'
import { say, type Sentence } from '@bilin/i18n/say'
import type { ErrandAsker, ErrandKind, ErrandSource, WaitingErrand } from './errandSource.ts'

/** All errands of one seat in one tenant, in the reader's language. */
export async function listErrands<Kind extends ErrandKind>(
  sources: readonly ErrandSource<Kind>[],
  asker: ErrandAsker,
  locale: Locale,
): Promise<Errand<Kind>[]> {
  const errands: Errand<Kind>[] = []
  for (const source of sources.filter(({ concerns }) => concerns(asker.seat)))
    for (const waiting of await source.list(asker)) errands.push(toErrand(source, waiting, asker, locale))
  return sortErrands(errands)
}

function toErrand<Kind extends ErrandKind>(
  { kind, first = false }: ErrandSource<Kind>,
  { id, title, about, path, due = null, until = due, count = 1 }: WaitingErrand,
  { today }: ErrandAsker,
  locale: Locale,
): Errand<Kind> {
  const [feature, what] = kind.split('.')
  return {
    kind,
    id,
    label: say(`${feature}.errand.${what}`, {}, locale),
    title: toText(title, locale),
    about: about ? toText(about, locale) : '',
    path,
    due,
    late: until !== null && until < today,
    count,
    first,
  }
}

const toText = (text: string | Sentence, locale: Locale) =>
  typeof text === 'string' ? text : say(text.key, text.params, locale)
