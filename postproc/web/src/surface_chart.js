// A surface over two cuts in colours around zero, with its contours: values[row of y][column of x] on an even grid from no
// cut to the largest ones.
import { chart, heading, look } from './charts.js'
import { change, niceScale } from './colours.js'
import { between, contour, levelsOf } from './contours.js'
import { signed } from './format.js'

const FINE = 2 // patches of colour for one of the grid

// points: the runs [{x, y, text, tip}], in per cent; rows() for the CSV.
export const surfaceChart = ({ label, values, mostX, mostY, nameX, nameY, points, rows }) => heading(label, chart(label, (width) => Math.min(460, width * 0.8 + 20), (width) => {
    const flat = values.flat()
    const [low, high] = [Math.min(...flat), Math.max(...flat)]
    const scale = niceScale(Math.max(-low, high))
    const [nx, ny] = [values[0].length - 1, values.length - 1]
    const percent = ([x, y]) => [(x / nx) * mostX, (y / ny) * mostY]
    const patches = []
    for (let j = 0; j < ny * FINE; j++) for (let i = 0; i < nx * FINE; i++) patches.push([i / FINE, j / FINE])
    const levels = levelsOf(low, high)
    const fill = (params, api) => {
        const [x, y] = patches[params.dataIndex]
        const a = api.coord(percent([x, y]))
        const b = api.coord(percent([x + 1 / FINE, y + 1 / FINE]))
        // Half a pixel over its edges, so that no white shows between two.
        return { type: 'rect', shape: { x: a[0], y: b[1], width: b[0] - a[0] + 0.5, height: a[1] - b[1] + 0.5 }, style: { fill: change(between(values, y + 0.5 / FINE, x + 0.5 / FINE), scale) } }
    }
    const line = (params, api) => {
        const level = levels[params.dataIndex]
        const pieces = contour(values, level)
        const zero = Math.abs(level) < 1e-12
        const children = pieces.map(([a, b]) => {
            const [[x1, y1], [x2, y2]] = [api.coord(percent(a)), api.coord(percent(b))]
            return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: zero ? '#111' : '#555', lineWidth: zero ? 3 : 1 } }
        })
        const middle = pieces[Math.floor(pieces.length / 2)]
        if (middle && !zero) {
            const [x, y] = api.coord(percent([0, 1].map((k) => (middle[0][k] + middle[1][k]) / 2)))
            children.push({ type: 'text', style: { text: signed(level, scale < 1 ? 2 : 1), x, y, textAlign: 'center', textVerticalAlign: 'middle', fill: '#111', stroke: '#fff', lineWidth: 3, fontSize: 11, fontFamily: look.font } })
        }
        return { type: 'group', silent: true, children }
    }
    const run = (params, api) => {
        const point = points[params.dataIndex]
        const [x, y] = api.coord([point.x, point.y])
        const left = point.x > mostX / 2
        const high2 = point.y > mostY / 2
        return {
            type: 'group',
            children: [{ type: 'circle', shape: { cx: x, cy: y, r: 5 }, style: { fill: '#fff', stroke: '#111', lineWidth: 2 } },
                { type: 'text', style: { text: point.text, x: x + (left ? -8 : 8), y: y + (high2 ? 9 : -9), textAlign: left ? 'right' : 'left', textVerticalAlign: 'middle', fill: '#111', stroke: '#fff', lineWidth: 4, fontSize: width < 500 ? 10 : 12, fontFamily: look.font, fontWeight: 600 } }],
        }
    }
    const axis = (name, most, gap) => ({ type: 'value', min: 0, max: most, name, nameLocation: 'middle', nameGap: gap, nameTextStyle: look.axisText, splitLine: { show: false }, splitNumber: 4, axisLabel: { ...look.axisText, formatter: (value) => Number(value.toPrecision(3)) }, axisLine: { show: true, lineStyle: { color: '#777' } } })
    return {
        grid: { left: 58, right: 20, top: 14, bottom: 44 },
        tooltip: { ...look.tooltip, trigger: 'item', formatter: ({ seriesIndex, dataIndex }) => (seriesIndex === 2 ? points[dataIndex].tip : '') },
        xAxis: axis(nameX, mostX, 28), yAxis: axis(nameY, mostY, 38),
        series: [{ type: 'custom', renderItem: fill, data: patches.map(percent), silent: true, clip: true },
            { type: 'custom', renderItem: line, data: levels.map(() => [0, 0]), silent: true },
            { type: 'custom', renderItem: run, data: points.map((point) => [point.x, point.y]), encode: { x: 0, y: 1 } }],
    }
}), rows)
