// The difference map: cells in the grid's own projection, coloured around zero, grey below the noise; our prefecture
// outlines only. Cells come from postproc/report_map.c, which applies the rule of the PNG maps.
import { chart, heading } from './charts.js'
import { GREY, change, niceScale, ramp } from './colours.js'
import { choice, make } from './dom.js'
import { deltaText, number } from './format.js'
import { grid, originOf, summary } from './model.js'
import { change as changeOf, quantities } from './quantities.js'
import { cityName, packageName, periodName, periodOptions, quantityName, state, t } from './state.js'

const SEA = '#6e96be'
const keyOf = (period) => period || 'mean'

const layer = () => {
    const { base, floor, delta } = grid.fields[state.mapQuantity]
    const key = keyOf(state.mapPeriod)
    return { values: (delta[state.package] || {})[key] || [], floors: floor[key] || [], base: base[key] || [] }
}

// Lines of the hatching and the edges between land and sea, in cells.
const seaPaths = (toPixel) => {
    const sea = (i, j) => grid.sea[j * grid.nx + i] === '1'
    const step = grid.cell_km
    let hatch = ''
    let coast = ''
    const line = (x1, y1, x2, y2) => {
        const a = toPixel(x1, y1)
        const b = toPixel(x2, y2)
        return `M${a[0].toFixed(1)} ${a[1].toFixed(1)}L${b[0].toFixed(1)} ${b[1].toFixed(1)}`
    }
    for (let j = 0; j < grid.ny; j++)
        for (let i = 0; i < grid.nx; i++) {
            const x = grid.x0 + i * step
            const y = grid.y0 + j * step
            if (sea(i, j)) for (const part of [0.17, 0.5, 0.83]) hatch += line(x, y + part * step, x + step, y + part * step)
            if (i + 1 < grid.nx && sea(i, j) !== sea(i + 1, j)) coast += line(x + step, y, x + step, y + step)
            if (j + 1 < grid.ny && sea(i, j) !== sea(i, j + 1)) coast += line(x, y + step, x + step, y + step)
        }
    return { hatch, coast }
}

const outlinePath = (toPixel) => grid.outlines.map((ring) => {
    let path = ''
    for (let n = 0; n + 1 < ring.length; n += 2) {
        const at = toPixel(ring[n], ring[n + 1])
        path += `${n ? 'L' : 'M'}${at[0].toFixed(1)} ${at[1].toFixed(1)}`
    }
    return `${path}Z`
}).join('')

const tip = (q, one) => {
    const value = one.values[q]
    const floor = one.floors[q]
    const shown = value === null || value === undefined ? deltaText(0, floor / 3) : deltaText(value, 0)
    return [...cellPlace(q), `${t().mapChange} <b>${shown}</b> µg/m³`, `${t().mapNumber(quantityName(state.mapQuantity))} ${number(one.base[q], 1)} µg/m³`].filter(Boolean).join('<br>')
}

const cityText = (n, width) => {
    const of = changeOf(summary.cities[n], state.package, state.mapQuantity, state.mapPeriod)
    const name = cityName(summary.cities[n])
    return width >= 560 && of ? `${name} ${of.text}` : name
}

const colourOf = (value, scale) => (value === null || value === undefined ? GREY : change(value, scale))

const places = { l: ['right', 'middle', -5, 0], r: ['left', 'middle', 5, 0], t: ['center', 'bottom', 0, -5], T: ['right', 'bottom', -3, -4], b: ['center', 'top', 0, 5], B: ['left', 'top', 3, 4] }

const labels = (toPixel, width, textOf) => ({
    type: 'group',
    silent: true,
    children: grid.places.map((place, n) => {
        const at = toPixel(place.x, place.y)
        const [align, vertical, dx, dy] = places[place.side] || places.r
        return [{ type: 'circle', shape: { cx: at[0], cy: at[1], r: 2.5 }, style: { fill: '#000', stroke: '#fff', lineWidth: 1 } },
            {
                type: 'text',
                style: { text: textOf(n, width), x: at[0] + dx, y: at[1] + dy, textAlign: align, textVerticalAlign: vertical, fill: '#000', stroke: '#fff', lineWidth: 3, fontSize: width < 560 ? 10 : 12.5, fontWeight: 600 },
            }]
    }).flat(),
})

// Cells with a colour fill(q), sea, outlines, cities with text(n, width); tip(q) is what pointing at a cell says.
const drawing = ({ fill, tip, text }) => (width, height) => {
    const nx = grid.nx
    const render = (params, api) => {
        const q = params.dataIndex
        const i = q % nx
        const j = Math.floor(q / nx)
        const a = api.coord([grid.x0 + i * grid.cell_km, grid.y0 + j * grid.cell_km])
        const b = api.coord([grid.x0 + (i + 1) * grid.cell_km, grid.y0 + (j + 1) * grid.cell_km])
        return {
            type: 'rect',
            shape: { x: a[0], y: b[1], width: b[0] - a[0] + 0.4, height: a[1] - b[1] + 0.4 },
            style: { fill: fill(q) },
            emphasis: { style: { stroke: '#000', lineWidth: 1.5 } },
        }
    }
    const over = (params, api) => {
        const toPixel = (x, y) => api.coord([x, y])
        const { hatch, coast } = seaPaths(toPixel)
        const path = (pathData, style) => ({ type: 'path', silent: true, shape: { pathData }, style: { fill: 'none', ...style } })
        return {
            type: 'group', silent: true,
            children: [path(hatch, { stroke: SEA, lineWidth: 0.6 }), path(coast, { stroke: '#46769e', lineWidth: 1.4 }),
                path(outlinePath(toPixel), { stroke: '#3a3a3a', lineWidth: 1 }), labels(toPixel, width, text)],
        }
    }
    const x1 = grid.x0 + nx * grid.cell_km
    const y1 = grid.y0 + grid.ny * grid.cell_km
    return {
        grid: { left: 1, right: 1, top: 1, bottom: 1, containLabel: false, show: true, borderColor: '#555' },
        xAxis: { type: 'value', min: grid.x0, max: x1, show: false },
        yAxis: { type: 'value', min: grid.y0, max: y1, show: false },
        tooltip: { trigger: 'item', confine: true, transitionDuration: 0, formatter: ({ dataIndex, seriesIndex }) => (seriesIndex === 0 ? tip(dataIndex) : '') },
        series: [
            { type: 'custom', renderItem: render, data: grid.lon.map((lon, q) => [grid.x0 + ((q % nx) + 0.5) * grid.cell_km, grid.y0 + (Math.floor(q / nx) + 0.5) * grid.cell_km]), encode: { x: 0, y: 1 }, clip: true },
            { type: 'custom', renderItem: over, data: [[grid.x0, grid.y0]], silent: true, clip: true, z: 5 },
        ],
    }
}

// A map with its words above it; value(q) of a cell for the CSV. The legend beside it belongs to the picture.
export const cellMap = (words, label, what) => heading(words, chart(label, (width) => (width * grid.ny) / grid.nx, drawing(what)),
    () => [['lon', 'lat', t().city, words], ...grid.lon.map((lon, q) => [lon, grid.lat[q], grid.city[q] >= 0 ? cityName(summary.cities[grid.city[q]]) : '', what.value(q)])],
    '.map', (figure) => figure.parentElement)

// The first lines of a tip: city and place of a cell.
export const cellPlace = (q) => [grid.city[q] >= 0 ? `<b>${cityName(summary.cities[grid.city[q]])}</b>` : '',
    t().mapCell(number(grid.lon[q], 2), number(grid.lat[q], 2), grid.cell_km)]

const legend = (scale) => make('div.legend', null,
    make('div.ramp', { style: `background:${ramp()}` }),
    make('div.ticks', null, [-1, -0.5, 0, 0.5, 1].map((part) => make('span', null, part === 0 ? '0' : `${part > 0 ? '+' : ''}${Number((part * scale).toPrecision(3))}`))),
    make('div.keys', null, make('span', null, t().mapUnit),
        make('span', null, make('i.key', { style: `background:${GREY}` }), t().mapGrey),
        make('span', null, make('i.key.sea'), t().mapSea)),
    make('p.small', null, t().mapOutline))

export const map = (redraw) => {
    if (!grid || !grid.fields || !Object.keys(grid.fields.pm25.delta).length) return null
    const one = layer()
    const seen = one.values.filter((value) => typeof value === 'number')
    const scale = niceScale(seen.reduce((most, value) => Math.max(most, Math.abs(value)), 0))
    const name = t().mapMinus(packageName(state.package), packageName(originOf(state.package)))
    const ends = seen.length ? [Math.min(...seen), Math.max(...seen)] : [0, 0]
    const shown = quantities.filter((id) => grid.fields[id]).map((id) => ({ value: id, label: quantityName(id) }))
    return make('section', { id: 'map' },
        make('h2', null, t().map),
        make('p', null, t().mapLead(shown.map((one) => one.label))),
        make('div.controls', null,
            choice(t().period, periodOptions(), state.mapPeriod, (value) => redraw({ mapPeriod: value })),
            shown.length > 1 && choice(t().show, shown, state.mapQuantity, (value) => redraw({ mapQuantity: value }))),
        make('div.mapbox', null,
            cellMap(`${quantityName(state.mapQuantity)}${t().colon}${name}${t().close}${periodName(state.mapPeriod)}`,
                t().mapAria(`${quantityName(state.mapQuantity)}${t().close}${name}`, periodName(state.mapPeriod), ends[0], ends[1]),
                { fill: (q) => colourOf(one.values[q], scale), tip: (q) => tip(q, one), text: cityText, value: (q) => one.values[q] }),
            legend(scale)))
}
