/** A table in plain text: a line an action, a column a role, a blank line between features. */
export function printed<Action extends string, Role extends string>(
  actions: readonly Action[],
  roles: readonly Role[],
  may: (role: Role, action: Action) => boolean,
): string {
  const width = Math.max(...actions.map((action) => action.length)) + 2
  const row = (first: string, cells: string[]) =>
    (first.padEnd(width) + cells.map((cell, i) => cell.padEnd(roles[i]!.length)).join('  ')).trimEnd()
  const lines = actions.map((action, i) => {
    const opensFeature = i > 0 && featureOf(action) !== featureOf(actions[i - 1]!)
    return (
      (opensFeature ? '\n' : '') +
      row(
        action,
        roles.map((role) => (may(role, action) ? '✔' : '·')),
      )
    )
  })
  return [row('', [...roles]), ...lines, ''].join('\n')
}

const featureOf = (action: string) => action.split('.')[0]
