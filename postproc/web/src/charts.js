// The few parts of ECharts that the page needs. SVG, so that print and zoom stay sharp.
import { BarChart, CustomChart, LineChart, SankeyChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { less, more, rest, whole } from './colours.js'
import { make } from './dom.js'
import { saves } from './save.js'

echarts.use([BarChart, CustomChart, LineChart, SankeyChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

const font = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif"
const live = new Set()

// A chart in a box of its own; option(width) is asked again when the width changes.
export const chart = (label, height, option) => {
    const box = make('div.chart', { role: 'img', 'aria-label': label })
    let drawn = null
    const draw = () => {
        const width = box.clientWidth
        if (!width) return
        const high = Math.round(typeof height === 'function' ? height(width) : height)
        box.style.height = `${high}px`
        if (!drawn) drawn = echarts.init(box, null, { renderer: 'svg', width, height: high })
        else drawn.resize({ width, height: high })
        drawn.setOption({ animation: false, textStyle: { fontFamily: font }, ...option(width, high, drawn) }, true)
    }
    live.add({ box, draw, drop: () => drawn && drawn.dispose() })
    return box
}

// Those of an element, or all.
const inside = (where) => [...live].filter((one) => !where || where.contains(one.box))
export const drawCharts = (where) => inside(where).forEach((one) => one.draw())
export const dropCharts = (where) => inside(where).forEach((one) => {
    one.drop()
    live.delete(one)
})

const tooltip = { confine: true, appendTo: undefined, transitionDuration: 0, textStyle: { fontSize: 13 } }
const axisText = { color: '#333', fontSize: 12 }
const lines = { lineStyle: { color: '#e3e3e3' } }
// What all charts share.
export const look = { font, tooltip, axisText }
// A picture with its words; rows() are its numbers for a CSV, whole() what a PNG shows where that is more than the figure.
export const heading = (label, box, rows, kind = '', whole = null) => {
    const figure = make(`figure${kind}`, null, make('figcaption', null, label), box)
    figure.firstChild.append(saves(label, rows, () => (whole ? whole(figure) : figure)))
    return figure
}
const seriesRows = (names, series) => () => [['', ...series.map((one) => one.name)], ...names.map((name, n) => [name, ...series.map((one) => one.values[n])])]

// Horizontal bars side by side: rows from top to bottom, one series a package.
export const barChart = ({ label, rows, series, text }) => heading(label, chart(label, 90 + rows.length * (12 + 9 * series.length), (width) => ({
    legend: { top: 0, left: 'center', itemGap: 14, textStyle: axisText, data: series.map((one) => one.name) },
    grid: { left: 8, right: width < 500 ? 30 : 60, top: 34 + (width < 500 ? 22 : 0), bottom: 8, containLabel: true },
    tooltip: { ...tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: text },
    xAxis: { type: 'value', axisLabel: axisText, splitLine: lines },
    yAxis: {
        type: 'category', data: rows, inverse: true, axisTick: { show: false },
        axisLabel: { ...axisText, width: width < 500 ? 84 : 220, overflow: 'break', onZero: false },
        axisLine: { onZero: true, lineStyle: { color: '#777' } }, offset: 0, position: 'left',
    },
    series: series.map((one) => ({ type: 'bar', name: one.name, data: one.values, itemStyle: { color: one.colour }, barMaxWidth: 10 })),
})), seriesRows(rows, series))

// Steps: [{name, short, from, to, kind: 'total' | 'rest' | '', text}]; a bar from `from` to `to`, a thin line to the next one.
// lying: bars from top to bottom, for names that are sentences.
export const waterfall = (label, steps, unit, lying = false) => heading(label, chart(label, (width) => (lying || width < 500 ? 80 + (width < 500 ? 46 : 38) * steps.length : 360), (width) => {
    const upright = width >= 500 && !lying
    const colour = (step) => (step.kind === 'total' ? whole : step.kind === 'rest' ? rest : step.to > step.from ? more : less)
    const names = { type: 'category', data: steps.map((step) => (width < 500 && step.short) || step.name), inverse: !upright, axisTick: { show: false }, axisLabel: { ...axisText, interval: 0, width: upright ? (width - 90) / steps.length - 6 : width < 500 ? 90 : 290, overflow: 'break' }, axisLine: { onZero: false, lineStyle: { color: '#777' } } }
    const values = { type: 'value', scale: false, axisLabel: axisText, splitLine: lines, name: unit, nameTextStyle: { ...axisText, align: upright ? 'left' : 'right' }, splitNumber: upright ? 5 : 3 }
    const ends = steps.flatMap((step) => [step.from, step.to])
    const low = Math.min(0, ...ends)
    const high = Math.max(0, ...ends)
    const room = (high - low || 1) * 0.15
    // The ends of the axis leave room for the numbers; they are no round values.
    const edges = { ...axisText, formatter: (value) => Number(value.toPrecision(2)), showMinLabel: low === 0, showMaxLabel: high === 0 }
    const render = (params, api) => {
        const step = steps[params.dataIndex]
        const at = (value, place = params.dataIndex) => (upright ? api.coord([place, value]) : api.coord([value, place]))
        const start = at(step.from)
        const end = at(step.to)
        const half = Math.min(28, (upright ? api.size([1, 0])[0] : api.size([0, 1])[1]) * 0.32)
        const shape = upright
            ? { x: start[0] - half, y: Math.min(start[1], end[1]), width: 2 * half, height: Math.max(1.5, Math.abs(end[1] - start[1])) }
            : { x: Math.min(start[0], end[0]), y: start[1] - half, width: Math.max(1.5, Math.abs(end[0] - start[0])), height: 2 * half }
        const down = step.to < step.from
        const children = [{ type: 'rect', shape, style: { fill: colour(step) } },
            {
                type: 'text',
                style: upright
                    ? { text: step.text, x: start[0], y: end[1] + (down ? 4 : -4), textAlign: 'center', textVerticalAlign: down ? 'top' : 'bottom', fill: '#111', fontSize: 12, fontFamily: font }
                    : { text: step.text, x: end[0] + (down ? -4 : 4), y: start[1], textAlign: down ? 'right' : 'left', textVerticalAlign: 'middle', fill: '#111', fontSize: 12, fontFamily: font },
            }]
        if (params.dataIndex + 1 < steps.length) {
            const next = at(step.to, params.dataIndex + 1)
            children.push({ type: 'line', shape: { x1: end[0], y1: end[1], x2: next[0], y2: next[1] }, style: { stroke: '#888', lineDash: [3, 3], lineWidth: 1 }, z2: -1 })
        }
        return { type: 'group', children }
    }
    return {
        grid: { left: 8, right: upright ? 16 : 20, top: upright ? 34 : 10, bottom: upright ? 8 : 28, containLabel: true },
        tooltip: { ...tooltip, trigger: 'item', formatter: ({ dataIndex }) => `${steps[dataIndex].name}: ${steps[dataIndex].text} ${unit}` },
        xAxis: upright ? names : { ...values, min: low < 0 ? low - 2 * room : 0, max: high > 0 ? high + 2 * room : 0, axisLabel: edges },
        yAxis: upright ? { ...values, min: low < 0 ? low - room : 0, max: high > 0 ? high + room : 0, axisLabel: edges } : names,
        series: [{ type: 'custom', renderItem: render, data: steps.map((step, n) => (upright ? [n, step.from, step.to] : [step.from, n, step.to])), encode: upright ? { x: 0, y: [1, 2] } : { x: [0, 2], y: 1 } }],
    }
}), () => [['', unit], ...steps.map((step) => [step.name, step.to - step.from])])

// Observed and modelled over time; values may hold null.
export const timeChart = (label, times, series, unit) => heading(label, chart(label, 260, (width) => ({
    legend: { top: 0, textStyle: axisText },
    grid: { left: 8, right: 12, top: 44, bottom: 8, containLabel: true },
    tooltip: { ...tooltip, trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? `${value.toFixed(1)} ${unit}` : '-') },
    xAxis: { type: 'category', data: times, axisLabel: { ...axisText, formatter: (value) => value.slice(5) }, splitNumber: width < 500 ? 3 : 8 },
    yAxis: { type: 'value', axisLabel: axisText, splitLine: lines, name: unit, nameTextStyle: { ...axisText, align: 'left' } },
    series: series.map((one) => ({ type: 'line', name: one.name, data: one.values, showSymbol: times.length < 40 && !one.dashed, symbolSize: 5, connectNulls: false, lineStyle: { width: one.width || 1.5, color: one.colour, type: one.dashed ? 'dashed' : 'solid' }, itemStyle: { color: one.colour } })),
})), () => [['', ...series.map((one) => `${one.name} ${unit}`)], ...times.map((time, n) => [time, ...series.map((one) => one.values[n])])])

// Lines that a legend of 12 px text takes: a swatch, a gap, letters of 6.3 px, Chinese ones of 12.
const legendLines = (series, width) => {
    const lengths = series.map((one) => 33 + [...one.name].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.3), 0))
    let lines = 1
    let used = 0
    for (const length of lengths) {
        if (used > 0 && used + length > width - 10) {
            lines++
            used = 0
        }
        used += length
    }
    return lines
}

// Parts of a whole: one bar of 100 % a row; series [{name, colour, values: per cent}]; text(value, series, row).
export const partsChart = ({ label, rows, series, text }) => heading(label, chart(label, (width) => 60 + 24 * legendLines(series, width) + rows.length * 24, (width) => ({
    legend: { top: 0, left: 'center', itemGap: 10, itemWidth: 14, itemHeight: 10, textStyle: axisText, data: series.map((one) => one.name) },
    grid: { left: 8, right: 14, top: 20 + 24 * legendLines(series, width), bottom: 8, containLabel: true },
    tooltip: { ...tooltip, trigger: 'item', formatter: ({ seriesIndex, dataIndex }) => `${rows[dataIndex]}<br>${series[seriesIndex].name} <b>${text(seriesIndex, dataIndex)}</b>` },
    xAxis: { type: 'value', max: 100, axisLabel: { ...axisText, formatter: '{value} %' }, splitLine: lines },
    yAxis: { type: 'category', data: rows, inverse: true, axisTick: { show: false }, axisLabel: { ...axisText, width: width < 500 ? 84 : 200, overflow: 'break' }, axisLine: { lineStyle: { color: '#777' } } },
    series: series.map((one) => ({ type: 'bar', stack: 'all', name: one.name, data: one.values, itemStyle: { color: one.colour, borderColor: '#fff', borderWidth: 0.5 }, barMaxWidth: 18 })),
})), seriesRows(rows, series))

// Amounts of both signs on top of each other: one bar a row, from zero to the right what adds, to the left what takes away.
export const balanceChart = ({ label, rows, series, text, unit }) => heading(label, chart(label, (width) => 76 + 24 * legendLines(series, width) + rows.length * 24, (width) => ({
    legend: { top: 0, left: 'center', itemGap: 12, itemWidth: 14, itemHeight: 10, textStyle: axisText, data: series.map((one) => one.name) },
    grid: { left: 8, right: 20, top: 20 + 24 * legendLines(series, width), bottom: 26, containLabel: true },
    tooltip: { ...tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: text },
    xAxis: { type: 'value', splitNumber: width < 500 ? 2 : 5, axisLabel: axisText, splitLine: lines, name: unit, nameLocation: 'middle', nameGap: 26, nameTextStyle: axisText },
    yAxis: { type: 'category', data: rows, inverse: true, axisTick: { show: false }, axisLabel: { ...axisText, width: width < 500 ? 84 : 200, overflow: 'break', onZero: false }, axisLine: { onZero: true, lineStyle: { color: '#777' } }, position: 'left' },
    series: series.map((one) => ({ type: 'bar', stack: 'all', name: one.name, data: one.values, itemStyle: { color: one.colour }, barMaxWidth: 16 })),
})), seriesRows(rows, series))

// Intervals around 100 %: rows [{name, low, high, tip}], per cent of the value in the table.
export const rangeChart = ({ label, rows }) => heading(label, chart(label, 44 + rows.length * 26, (width) => ({
    grid: { left: 8, right: 20, top: 6, bottom: 8, containLabel: true },
    tooltip: { ...tooltip, trigger: 'item', formatter: ({ dataIndex }) => rows[dataIndex].tip },
    xAxis: { type: 'value', min: 0, axisLabel: { ...axisText, formatter: '{value} %' }, splitLine: lines },
    yAxis: { type: 'category', data: rows.map((row) => row.name), inverse: true, axisTick: { show: false }, axisLabel: { ...axisText, width: width < 500 ? 84 : 200, overflow: 'break' }, axisLine: { lineStyle: { color: '#777' } } },
    series: [{
        type: 'custom',
        data: rows.map((row, n) => [row.low, n, row.high]),
        encode: { x: [0, 2], y: 1 },
        renderItem: (params, api) => {
            const a = api.coord([api.value(0), api.value(1)])
            const b = api.coord([api.value(2), api.value(1)])
            const one = api.coord([100, api.value(1)])
            return {
                type: 'group',
                children: [{ type: 'rect', shape: { x: a[0], y: a[1] - 7, width: Math.max(b[0] - a[0], 1), height: 14 }, style: { fill: '#7fa8d1' } },
                    { type: 'line', shape: { x1: one[0], y1: a[1] - 10, x2: one[0], y2: a[1] + 10 }, style: { stroke: '#111', lineWidth: 2 } }],
            }
        },
    }],
})), () => [['', 'low %', 'high %'], ...rows.map((row) => [row.name, row.low, row.high])])

// Flows from left to right: nodes [{id, name, depth, colour}], links [{from, to, value}]; tip(value).
export const flowChart = ({ label, nodes, links, tip, height }) => heading(label, chart(label, height, (width) => {
    const names = new Map(nodes.map((node) => [node.id, node.name]))
    const side = width < 500 ? 84 : 190
    const far = width < 500 ? 70 : 130
    const last = Math.max(...nodes.map((node) => node.depth))
    return {
        tooltip: { ...tooltip, trigger: 'item', formatter: ({ dataType, data, value }) => (dataType === 'edge' ? `${names.get(data.source)} → ${names.get(data.target)}` : names.get(data.name)) + `<br><b>${tip(value)}</b>` },
        series: [{
            type: 'sankey', left: side, right: far, top: 8, bottom: 8, nodeGap: width < 500 ? 8 : 11, nodeWidth: 12, draggable: false, layoutIterations: 48, emphasis: { focus: 'adjacency' },
            label: { ...axisText, fontSize: width < 500 ? 10 : 12, formatter: ({ name }) => names.get(name) },
            data: nodes.map((node) => ({ name: node.id, depth: node.depth, itemStyle: { color: node.colour }, label: node.depth === 0 ? { position: 'left', width: side - 10, overflow: 'truncate' } : node.depth === last ? { position: 'right', width: far - 10, overflow: 'truncate' } : { position: 'right', width: width < 500 ? 66 : undefined, overflow: width < 500 ? 'truncate' : 'none' } })),
            links: links.map((link) => ({ source: link.from, target: link.to, value: link.value })),
            lineStyle: { color: 'source', opacity: 0.35, curveness: 0.5 },
        }],
    }
}), () => links.map((link) => [link.from, link.to].map((id) => nodes.find((node) => node.id === id).name).concat(link.value)))

// Points {name, x, y, colour, big} in two coordinates through zero, the names beside them; corners: words of the four quarters
// (right above, left above, left below, right below).
export const pointChart = ({ label, points, unitX, unitY, corners }) => heading(label, chart(label, (width) => (width < 500 ? 360 : 420), (width) => {
    const most = (key) => Math.max(1e-12, ...points.map((point) => Math.abs(point[key]))) * 1.25
    const render = (params, api) => {
        const point = points[params.dataIndex]
        const [x, y] = api.coord([point.x, point.y])
        const left = point.x > 0
        return {
            type: 'group',
            children: [{ type: 'circle', shape: { cx: x, cy: y, r: point.big ? 7 : 4 }, style: { fill: point.colour, stroke: '#fff', lineWidth: 1 } },
                { type: 'text', style: { text: point.label, x: x + (left ? -9 : 9), y, textAlign: left ? 'right' : 'left', textVerticalAlign: 'middle', fill: '#111', stroke: '#fff', lineWidth: 3, fontSize: width < 500 ? 10 : 12, fontFamily: font, fontWeight: point.big ? 600 : 400 } }],
        }
    }
    const words = (params, api) => {
        const { x, y, width: w, height: h } = params.coordSys
        const word = (text, left, top) => ({ type: 'text', style: { text, x: left ? x + 6 : x + w - 6, y: top ? y + 6 : y + h - 6, textAlign: left ? 'left' : 'right', textVerticalAlign: top ? 'top' : 'bottom', fill: '#5a5a5a', fontSize: 12, fontFamily: font, width: w / 2 - 12, overflow: 'break' } })
        return { type: 'group', silent: true, children: [word(corners[0], false, true), word(corners[1], true, true), word(corners[2], true, false), word(corners[3], false, false)] }
    }
    const axis = (key, name) => ({ type: 'value', min: -most(key), max: most(key), name, nameLocation: 'middle', nameGap: key === 'x' ? 26 : 52, nameTextStyle: axisText, splitLine: lines, splitNumber: 4, axisLine: { show: true, onZero: true, lineStyle: { color: '#777' } }, axisTick: { show: false }, axisLabel: { ...axisText, onZero: false, showMinLabel: false, showMaxLabel: false, formatter: (value) => Number(value.toPrecision(2)) } })
    return {
        grid: { left: 70, right: 14, top: 10, bottom: 40 },
        tooltip: { ...tooltip, trigger: 'item', formatter: ({ dataIndex, seriesIndex }) => (seriesIndex === 1 ? points[dataIndex].tip : '') },
        xAxis: axis('x', unitX), yAxis: axis('y', unitY),
        series: [{ type: 'custom', renderItem: words, data: [[0, 0]], silent: true },
            { type: 'custom', renderItem: render, data: points.map((point) => [point.x, point.y]), encode: { x: 0, y: 1 } }],
    }
}), () => [['', unitX, unitY], ...points.map((point) => [point.name, point.x, point.y])])
