/** Runs one command in a process group of its own, so that nothing it started outlives it. */
import { spawn } from 'node:child_process'
import path from 'node:path'

const MAY_TAKE = 20 * 60_000

export type Outcome = { code: number; output: string }

export function runStep(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const [program, ...args] = command
  const PATH = `${path.resolve('node_modules/.bin')}${path.delimiter}${process.env.PATH}`
  const child = spawn(program!, args, {
    env: { ...process.env, ...env, PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const stop = () => endGroup(child.pid)
  const abandon = () => {
    stop()
    process.exit(130)
  }
  const tooLong = setTimeout(stop, MAY_TAKE)
  process.once('SIGINT', abandon).once('SIGTERM', abandon)

  return new Promise((resolve) => {
    let output = ''
    const finish = (code: number) => {
      clearTimeout(tooLong)
      process.removeListener('SIGINT', abandon).removeListener('SIGTERM', abandon)
      resolve({ code, output })
    }
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('close', (code) => finish(code ?? 1))
    child.on('error', (error) => {
      output += `${error.message}\n`
      finish(1)
    })
  })
}

function endGroup(pid: number | undefined) {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended by itself.
  }
}
