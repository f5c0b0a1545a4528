/** Settings: everything the environment may say, parsed once at start. A bad one is one clear line. */
import { z } from 'zod'

const Settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  // Not z.url(): the address of a unix socket has an empty host.
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, 'it looks like postgresql://user:password@host:5432/database')
    .optional(),
  BILIN_DATA: z.string().min(1).default('.bilin'),
  BILIN_DEMO: z.enum(['on', 'off']).default('on'),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(30),
  SESSION_HOURS: z.coerce.number().int().min(1).max(168).default(12),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
})

export type Settings = z.infer<typeof Settings>

/** Throws one Error whose message names the setting and what is wrong with it. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const known = Object.fromEntries(Object.keys(Settings.shape).map((name) => [name, env[name] || undefined]))
  const { data, error } = Settings.safeParse(known)
  if (data) return data
  const issue = error.issues[0]!
  throw new Error(`${issue.path.join('.')} is not right: ${issue.message}`)
}
