/** `npm run new -- <feature> [its Chinese word]`: lays a feature's five places, and says where to make it known. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { layFeature, makeKnown } from './feature/lay.ts'
import { nameFeature, refuseName, type House } from './feature/name.ts'

const house = process.cwd()
const [feature = '', word] = process.argv.slice(2)
const refused = refuseName(feature, look())

if (refused) {
  process.stderr.write(`${refused}\n`)
  process.exitCode = 1
} else {
  const name = nameFeature(feature, word)
  const laid = layFeature(name, nextMigration())
  for (const { file, text } of laid) await write(file, text)
  process.stdout.write(`Laid ${laid.length} files:\n${laid.map(({ file }) => `  ${file}`).join('\n')}\n\n`)
  process.stdout.write(`Now make it known:\n${makeKnown(name).join('\n')}\n`)
}

function look(): House {
  const folders = ['packages/domain/src', 'apps/api/src/features', 'apps/web/src/routes/[tenant]']
  const migrations = readdirSync(path.join(house, 'db/migrations'))
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const sql = migrations.map((name) => readFileSync(path.join(house, 'db/migrations', name), 'utf8')).join('\n')
  return {
    taken: [
      ...folders.flatMap((folder) =>
        existsSync(path.join(house, folder)) ? readdirSync(path.join(house, folder)) : [],
      ),
      ...readdirSync(path.join(house, 'packages/i18n/messages/zh-CN')).map((name) => path.basename(name, '.json')),
      ...migrations.map((name) => name.slice(5).split(/[_.]/)[0]!),
    ],
    tables: [...sql.matchAll(/^create table (\w+)/gm)].map(([, table]) => table!),
  }
}

/** Numbers leave room between features; a new one begins at the next ten. */
function nextMigration(): string {
  const last = Math.max(
    0,
    ...readdirSync(path.join(house, 'db/migrations')).map((name) => Number(name.slice(0, 4)) || 0),
  )
  return String((Math.floor(last / 10) + 1) * 10).padStart(4, '0')
}

async function write(file: string, text: string) {
  const at = path.join(house, file)
  mkdirSync(path.dirname(at), { recursive: true })
  const style = {
    ...(await resolveConfig(import.meta.filename)),
    plugins: [import.meta.resolve('prettier-plugin-svelte')],
    filepath: at,
  }
  const pretty = file.endsWith('.sql') ? text : await format(text, style)
  writeFileSync(at, pretty, { flag: 'wx' })
}
