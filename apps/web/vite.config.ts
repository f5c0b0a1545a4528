import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

const table = /[\\/]ui[\\/]src[\\/]content[\\/]Table\.svelte/u
const formOfFields = /[\\/]lib[\\/](Form\.svelte|form[\\/](changed|field|names|watched))/u

export default defineConfig({
  plugins: [
    sveltekit({
      compilerOptions: {
        runes: ({ filename }) => (filename.split(/[/\\]/u).includes('node_modules') ? undefined : true),
      },
      adapter: adapter(),
      // Registered by a reviewer's first list of visits, and by no other page.
      serviceWorker: { register: false },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
    {
      // What many pages share comes in one file: in dozens of small ones it costs each page a tenth more, and a phone as many
      // answers to wait for.
      name: 'common-ground',
      apply: 'build',
      config: () => ({
        environments: {
          client: {
            build: {
              // Every page would carry the list of all pages' files, 3 kB, to save a navigation one round trip.
              modulePreload: {
                resolveDependencies: (_file, dependencies) => dependencies.filter((file) => file.endsWith('.css')),
              },
              rolldownOptions: {
                output: {
                  codeSplitting: {
                    groups: [
                      {
                        name: 'ground',
                        minShareCount: 10,
                        priority: 2,
                        test: (id) => !formOfFields.test(id) && !table.test(id),
                      },
                      // By itself, so that pages without a form of fields do not carry it.
                      { name: 'forms', test: formOfFields, priority: 1 },
                    ],
                  },
                },
              },
            },
          },
        },
      }),
    },
    {
      // The outer server is bundled with the app, so that every module is evaluated once and there is one pool;
      // what runs in threads is a file of its own beside it.
      name: 'outer-server',
      apply: 'build',
      config: () => ({
        environments: {
          ssr: {
            build: {
              rolldownOptions: {
                input: { main: 'src/server/main.ts', thread: '../api/src/thread/entry.ts' },
              },
            },
            // Native binaries cannot be bundled; the queue reads files beside its own.
            resolve: { external: ['@node-rs/argon2', 'sharp', 'graphile-worker'] },
          },
        },
      }),
    },
  ],
})
