import { sortErrands, type Errand } from '@bilin/domain/errands/errand'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
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
    title: typeof title === 'string' ? title : say(title.key, title.params, locale),
    about: about ?? '',
    path,
    due,
    late: until !== null && until < today,
    count,
    first,
  }
}
