/** A table in plain text: a line an action, a column a role in both languages, a blank line between features. */
type Column<Role extends string> = { role: Role; word: string }

export function printed<Action extends string, Role extends string>(
  actions: readonly Action[],
  columns: readonly Column<Role>[],
  may: (role: Role, action: Action) => boolean,
): string {
  const first = Math.max(...actions.map((action) => action.length)) + 2
  const widths = columns.map(({ role, word }) => Math.max(widthOf(role), widthOf(word)) + 2)
  const row = (name: string, cells: string[]) =>
    (padded(name, first) + cells.map((cell, i) => padded(cell, widths[i]!)).join('')).trimEnd()
  const lines = actions.map((action, i) => {
    const opensFeature = i === 0 || featureOf(action) !== featureOf(actions[i - 1]!)
    const marks = columns.map(({ role }) => (may(role, action) ? '✔' : '·'))
    return (opensFeature ? '\n' : '') + row(action, marks)
  })
  const heads = [
    row(
      '',
      columns.map(({ role }) => role),
    ),
    row(
      '',
      columns.map(({ word }) => word),
    ),
  ]
  return [...heads, ...lines, ''].join('\n')
}

const featureOf = (action: string) => action.split('.')[0]
export const padded = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)))
/** A Chinese character is two columns wide. */
export const widthOf = (text: string) =>
  [...text].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0)
