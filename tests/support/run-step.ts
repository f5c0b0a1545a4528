/** Runs one command in a process group of its own, so that nothing it started outlives it. */
import { spawn } from 'node:child_process'
import path from 'node:path'

/** Timeout in milliseconds against a hanging step; a busy machine takes several times as long as a quiet one. */
const LIMIT = 60 * 60_000

export type Outcome = { code: number; output: string }

const running = new Set<number>()

export function runStep(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const [program, ...args] = command
  const PATH = `${path.resolve('node_modules/.bin')}${path.delimiter}${process.env.PATH}`
  const child = spawn(program!, args, {
    env: { ...process.env, ...env, PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const { pid } = child
  if (pid !== undefined) running.add(pid)
  const tooLong = setTimeout(() => pid !== undefined && endGroup(pid), LIMIT)

  return new Promise((resolve) => {
    let output = ''
    const finish = (code: number) => {
      clearTimeout(tooLong)
      if (pid !== undefined) running.delete(pid)
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

/** Ctrl-C ends every step that runs, with everything it has started. */
export function endWithSteps(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      running.forEach(endGroup)
      process.exit(130)
    })
}

function endGroup(pid: number) {
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended by itself.
  }
}
