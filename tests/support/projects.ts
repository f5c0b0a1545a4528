/**
 * Which tests there are, and which of them stand on a real PostgreSQL. The files of a `shared` project share loaded modules
 * in a worker, which takes half of the CPU; what they keep for themselves they keep in the test's world, not in a module.
 * Where `statements` are checked, no test passes in which the application sent one without its tenant.
 */
export type Project = { include: string[]; folder?: string; database: boolean; shared?: boolean; statements?: boolean }

export const projects: Record<string, Project> = {
  unit: { include: ['{packages,apps}/*/src/**/*.test.ts', 'db/src/**/*.test.ts'], database: false, shared: true },
  architecture: inFolder('tests/architecture', true),
  permissions: inFolder('tests/permissions', false),
  isolation: { ...inFolder('tests/isolation', true), statements: true },
  flows: { ...inFolder('tests/flows', true), shared: true, statements: true },
  faults: inFolder('tests/faults', true),
}

function inFolder(folder: string, database: boolean): Project {
  return { include: [`${folder}/**/*.test.ts`], folder, database }
}
