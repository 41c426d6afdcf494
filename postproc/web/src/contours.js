// Lines of equal value on a grid: values[row][column].
import { niceScale } from './colours.js'

const LINES = 8 // contours at most, about

// The value between the points of the grid, y rows and x columns from its corner.
export const between = (values, y, x) => {
    const j = Math.min(values.length - 2, Math.floor(y))
    const i = Math.min(values[0].length - 2, Math.floor(x))
    const [v, u] = [y - j, x - i]
    return (1 - v) * ((1 - u) * values[j][i] + u * values[j][i + 1]) + v * ((1 - u) * values[j + 1][i] + u * values[j + 1][i + 1])
}

// Levels that are round, between the least and the largest value: at these themselves a line is a point.
export const levelsOf = (low, high) => {
    const step = niceScale((high - low) / LINES)
    const out = []
    for (let k = Math.floor(low / step + 1e-9) + 1; k * step < high - 1e-9 * step; k++) out.push(k * step)
    return out
}

// Pieces of a contour, ends [x, y] in steps of the grid: of every square of it the straight lines between its edges, a
// saddle parted by the mean of its corners.
export const contour = (values, level) => {
    const pieces = []
    for (let j = 0; j + 1 < values.length; j++)
        for (let i = 0; i + 1 < values[0].length; i++) {
            const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]]
            const at = corners.map(([x, y]) => values[y][x] - level)
            const cuts = []
            for (let k = 0; k < 4; k++) {
                const [a, b] = [at[k], at[(k + 1) % 4]]
                if (a < 0 === b < 0) continue
                const part = a / (a - b)
                const [p, q] = [corners[k], corners[(k + 1) % 4]]
                cuts.push([p[0] + part * (q[0] - p[0]), p[1] + part * (q[1] - p[1])])
            }
            if (cuts.length === 2) pieces.push(cuts)
            if (cuts.length === 4) {
                const joined = at.reduce((sum, one) => sum + one, 0) < 0 === at[0] < 0
                pieces.push(...(joined ? [[cuts[0], cuts[1]], [cuts[2], cuts[3]]] : [[cuts[3], cuts[0]], [cuts[1], cuts[2]]]))
            }
        }
    return pieces
}
