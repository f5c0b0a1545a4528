/** Settings: everything the environment may say, parsed once at start. A bad one is one clear line. */
import { z } from 'zod'

const whole = (least: number, most: number, otherwise: number) =>
  z.coerce.number().int().min(least).max(most).default(otherwise).describe(`a whole number from ${least} to ${most}`)

const Settings = z.object({
  PORT: whole(0, 65_535, 3000),
  HOST: z.string().default('127.0.0.1').describe('an address of this machine, or 0.0.0.0 for all of them'),
  ORIGIN: z
    .url({ protocol: /^https?$/ })
    .refine((text) => /^[^/]+\/\/[^/?#@]+\/?$/.test(text))
    .transform((text) => new URL(text).origin)
    .optional()
    .describe('what people type, without a path, like https://bilin.example.org'),
  // Not z.url(): the address of a unix socket has an empty host.
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./)
    .refine(isDecodable)
    .optional()
    .describe('an address like postgresql://bilin_owner:password@host:5432/bilin, as "npm run db:roles" prints it'),
  POOLER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./)
    .refine(isDecodable)
    .optional()
    .describe('the address of a pooler in transaction mode, like DATABASE_URL'),
  BILIN_DATA: z.string().default('.bilin').describe('a folder'),
  BILIN_DEMO: z.enum(['on', 'off']).default('on').describe('on or off'),
  BILIN_WORKER: z.enum(['inside', 'apart']).default('inside').describe('inside or apart'),
  SESSION_IDLE_MINUTES: whole(1, 1440, 30),
  SESSION_HOURS: whole(1, 168, 12),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('warn')
    .describe('silent, error, warn, info or debug'),
})

export type Settings = z.infer<typeof Settings>

/** Throws one Error whose message names the setting and says what it should be; not what it is, which may be a password. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const names = Object.keys(Settings.shape) as (keyof typeof Settings.shape)[]
  // Empty counts as not set, so that a setting can be cleared on the command line.
  const known = Object.fromEntries(names.map((name) => [name, env[name]?.trim() || undefined]))
  const { data, error } = Settings.safeParse(known)
  if (data?.POOLER_URL && !data.DATABASE_URL)
    throw new Error('POOLER_URL needs DATABASE_URL beside it, for migrations and background jobs.')
  if (data) return data
  const name = error.issues[0]!.path[0] as keyof typeof Settings.shape
  throw new Error(`${name} is not right: it should be ${Settings.shape[name].description}.`)
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
