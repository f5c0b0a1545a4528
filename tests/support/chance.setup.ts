/**
 * Property tests use the same seed in every run, so that they do not fail for one person only. `npm run prove` uses new seeds and
 * more runs; a failure prints its seed.
 */
import fc from 'fast-check'

if (!process.env['BILIN_PROVE']) fc.configureGlobal({ seed: 2026 })
