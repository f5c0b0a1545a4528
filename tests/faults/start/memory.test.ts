/** The server may use half of the memory that there is, whatever Node would allow it. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { chooseLimit } from '../../../scripts/memory.ts'

const house = path.resolve(import.meta.dirname, '../../..')
const gigabyte = 1024 ** 3
const { scripts } = JSON.parse(readFileSync(path.join(house, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

/** The limit on objects, in megabytes, of a process started as the script is. */
function limitOf(script: string, options = ''): number {
  const before = scripts[script]!.split(' ').slice(2, -1)
  const print = 'console.log(require("node:v8").getHeapStatistics().heap_size_limit / 2 ** 20)'
  const env = { ...process.env, NODE_OPTIONS: options }
  return Number(execFileSync(process.execPath, [...before, '--eval', print], { cwd: house, env, encoding: 'utf8' }))
}

test('half of the memory is for the server, and neither too little nor more than it could use', () => {
  expect([0.25, 2, 8, 64].map((gigabytes) => chooseLimit(gigabytes * gigabyte))).toEqual([256, 1024, 4096, 8192])
})

test.each(['start', 'worker'])('npm run %s raises the limit of its own process, unless one is given', (script) => {
  const given = limitOf(script, '--max-old-space-size=300')
  expect(given).toBeLessThan(600)
  expect(limitOf(script)).toBeGreaterThan(given)
  expect(limitOf('dev', '--max-old-space-size=300')).toBe(given)
})

test('a server that raises its limit is still the same process, which a signal ends', () => {
  const before = scripts['start']!.split(' ').slice(2, -1)
  const print = 'console.log(process.pid, process.execArgv.includes(process.argv[1]))'
  const shell = `echo $$; exec "$0" ${before.join(' ')} --eval '${print}'`
  const [shellPid, nodePid] = execFileSync('sh', ['-c', shell, process.execPath], {
    cwd: house,
    env: { ...process.env, NODE_OPTIONS: '' },
    encoding: 'utf8',
  }).split(/\s+/u)
  expect(nodePid).toBe(shellPid)
})
