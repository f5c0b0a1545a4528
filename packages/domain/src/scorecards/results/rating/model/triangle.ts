/**
 * Dense triangles: Cholesky's factor and its inverse, in blocks, for matrices of up to some thousand rows.
 *
 * Shapes   square, row by row, `stride` apart; the stride is the size rounded up to four, and what lies beyond the size
 *          is an identity, so that every tile is whole. Only the lower triangle of what is factored is read. The inverse
 *          is kept transposed: row i holds column i of L⁻¹ from i on, so that all inner loops run along rows.
 * Errors   a matrix that is not positive definite is a bug of ours: RangeError.
 * Source   left-looking blocked Cholesky (Golub & Van Loan, Matrix Computations, 4.2), n³/3 operations each; sums of
 *          4 × 4 tiles stay in registers, rows are taken 256 at a time to stay in the first cache.
 */
const BLOCK = 32
const DEPTH = 256

export const computeStride = (size: number): number => (size + 3) & ~3

/** Overwrites the lower triangle with L, where L Lᵀ is the matrix; gives log |matrix|. */
export function factor(a: Float64Array, stride: number): number {
  let logDet = 0
  for (let k = 0; k < stride; k += BLOCK) {
    const end = Math.min(k + BLOCK, stride)
    subtract(a, k, stride, a, k, end, 0, k, stride)
    for (let i = k; i < stride; i++) {
      const inside = Math.min(i, end)
      solveRow(a, i * stride, a, k, inside, stride)
      if (i >= end) continue
      let pivot = a[i * stride + i]!
      for (let m = k; m < i; m++) pivot -= a[i * stride + m]! ** 2
      if (!(pivot > 0)) throw new RangeError('not positive definite')
      a[i * stride + i] = Math.sqrt(pivot)
      logDet += Math.log(pivot)
    }
  }
  return logDet
}

/** L⁻¹, transposed, into `out`; what lies below its diagonal blocks is left as it was and never read. */
export function invert(l: Float64Array, out: Float64Array, stride: number): void {
  for (let k = 0; k < stride; k += BLOCK) {
    const end = Math.min(k + BLOCK, stride)
    for (let i = 0; i < end; i++) out.fill(0, i * stride + k, i * stride + end)
    for (let i = k; i < end; i++) out[i * stride + i] = 1
    for (let i = 0; i < k; i += BLOCK) subtract(out, i, i + BLOCK, l, k, end, i, k, stride)
    for (let i = 0; i < end; i++) solveRow(out, i * stride, l, k, end, stride)
  }
}

/** x ← L⁻¹ x, or L⁻ᵀ x, in place. */
export function solve(l: Float64Array, stride: number, x: Float64Array, size: number): void {
  for (let k = 0; k < size; k++) {
    let sum = x[k]!
    for (let m = 0, row = k * stride; m < k; m++) sum -= l[row + m]! * x[m]!
    x[k] = sum / l[k * stride + k]!
  }
  for (let k = size - 1; k >= 0; k--) {
    const found = (x[k]! /= l[k * stride + k]!)
    for (let m = 0, row = k * stride; m < k; m++) x[m]! -= l[row + m]! * found
  }
}

/** The columns `from … to` of one row become L⁻¹ times themselves, by the same columns and rows of `l`. */
function solveRow(x: Float64Array, at: number, l: Float64Array, from: number, to: number, stride: number) {
  for (let k = from; k < to; k++) {
    const row = k * stride
    let sum = x[at + k]!
    for (let m = from; m < k; m++) sum -= x[at + m]! * l[row + m]!
    x[at + k] = sum / l[row + k]!
  }
}

/** c[i][j] −= Σ c[i][m] b[j][m] over m from `m0` to `m1`, for rows i and columns j as given. */
function subtract(
  c: Float64Array,
  i0: number,
  i1: number,
  b: Float64Array,
  j0: number,
  j1: number,
  m0: number,
  m1: number,
  stride: number,
) {
  for (let from = m0; from < m1; from += DEPTH) {
    const depth = Math.min(DEPTH, m1 - from)
    for (let i = i0; i < i1; i += 4)
      for (let j = j0; j < j1; j += 4) tile(c, i * stride + j, i * stride + from, b, j * stride + from, depth, stride)
  }
}

function tile(c: Float64Array, at: number, p: number, b: Float64Array, q: number, depth: number, s: number) {
  const s2 = 2 * s
  const s3 = 3 * s
  let c00 = 0,
    c01 = 0,
    c02 = 0,
    c03 = 0,
    c10 = 0,
    c11 = 0,
    c12 = 0,
    c13 = 0
  let c20 = 0,
    c21 = 0,
    c22 = 0,
    c23 = 0,
    c30 = 0,
    c31 = 0,
    c32 = 0,
    c33 = 0
  for (const end = p + depth; p < end; p++, q++) {
    const b0 = b[q]!,
      b1 = b[q + s]!,
      b2 = b[q + s2]!,
      b3 = b[q + s3]!
    const a0 = c[p]!,
      a1 = c[p + s]!,
      a2 = c[p + s2]!,
      a3 = c[p + s3]!
    c00 += a0 * b0
    c01 += a0 * b1
    c02 += a0 * b2
    c03 += a0 * b3
    c10 += a1 * b0
    c11 += a1 * b1
    c12 += a1 * b2
    c13 += a1 * b3
    c20 += a2 * b0
    c21 += a2 * b1
    c22 += a2 * b2
    c23 += a2 * b3
    c30 += a3 * b0
    c31 += a3 * b1
    c32 += a3 * b2
    c33 += a3 * b3
  }
  c[at]! -= c00
  c[at + 1]! -= c01
  c[at + 2]! -= c02
  c[at + 3]! -= c03
  c[at + s]! -= c10
  c[at + s + 1]! -= c11
  c[at + s + 2]! -= c12
  c[at + s + 3]! -= c13
  c[at + s2]! -= c20
  c[at + s2 + 1]! -= c21
  c[at + s2 + 2]! -= c22
  c[at + s2 + 3]! -= c23
  c[at + s3]! -= c30
  c[at + s3 + 1]! -= c31
  c[at + s3 + 2]! -= c32
  c[at + s3 + 3]! -= c33
}
