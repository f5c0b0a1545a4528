/** Which tests there are, and which of them stand on a real PostgreSQL. */
export type Project = { include: string[]; folder?: string; database: boolean }

export const projects: Record<string, Project> = {
  unit: { include: ['{packages,apps}/*/src/**/*.test.ts', 'db/src/**/*.test.ts'], database: false },
  architecture: inFolder('tests/architecture', true),
  permissions: inFolder('tests/permissions', false),
  isolation: inFolder('tests/isolation', true),
  flows: inFolder('tests/flows', true),
  faults: inFolder('tests/faults', true),
}

function inFolder(folder: string, database: boolean): Project {
  return { include: [`${folder}/**/*.test.ts`], folder, database }
}
