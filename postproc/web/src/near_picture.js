// One picture near the sources: points of a field as an image, cells of the grid, our prefecture outlines, stacks, a bar of
// some km. An SVG of its own, for ECharts would draw a shape a point.
import { heading } from './charts.js'
import { make } from './dom.js'
import { number } from './format.js'
import { grid } from './model.js'
import { t } from './state.js'

const SIDE = 480
const EDGE = { left: 34, top: 22, right: 10, bottom: 22 }
const NS = 'http://www.w3.org/2000/svg'
const draw = (tag, attributes, ...children) => {
    const element = document.createElementNS(NS, tag)
    for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== false) element.setAttribute(key, String(value))
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false))
    return element
}

// A PNG of one pixel a point, north up.
const imageOf = (site, colour) => {
    const canvas = make('canvas', { width: site.nx, height: site.ny })
    const brush = canvas.getContext('2d')
    for (let q = 0; q < site.nx * site.ny; q++) {
        brush.fillStyle = colour(q)
        brush.fillRect(q % site.nx, site.ny - 1 - Math.floor(q / site.nx), 1, 1)
    }
    return canvas.toDataURL('image/png')
}

// The longest of 1, 2, 5 times a power of ten below a quarter of the side.
const niceBelow = (km) => {
    const power = 10 ** Math.floor(Math.log10(km))
    return (km >= 5 * power ? 5 : km >= 2 * power ? 2 : 1) * power
}
const TICKS = [[40, 20], [20, 10], [8, 5], [3, 2], [0, 1]]
const ticksOf = (half) => {
    const step = TICKS.find(([from]) => half > from)[1]
    const out = []
    for (let km = -Math.floor(half / step) * step; km <= half; km += step) out.push(km)
    return out
}

const frameOf = (site, high, x, y) => [
    ticksOf(site.half[0]).map((km) => draw('text', { x: EDGE.left + x(km), y: EDGE.top + high + 16, 'text-anchor': 'middle' }, String(km))),
    ticksOf(site.half[1]).map((km) => draw('text', { x: EDGE.left - 5, y: EDGE.top + y(km) + 4, 'text-anchor': 'end' }, String(km))),
    draw('rect', { x: EDGE.left, y: EDGE.top, width: SIDE, height: high, fill: 'none', stroke: '#333' }),
]
const barOf = (site, x) => {
    const km = niceBelow(site.half[0] / 2)
    const right = EDGE.left + SIDE
    const left = right - (x(km) - x(0))
    return [draw('path', { d: `M${left} ${EDGE.top - 9}v4H${right}v-4`, fill: 'none', stroke: '#000', 'stroke-width': 1.5 }),
        draw('text', { x: left - 5, y: EDGE.top - 4, 'text-anchor': 'end' }, `${km} km`)]
}
const bordersOf = (site, cells, high) => [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [
    n < cells[0] && draw('line', { x1: (n * SIDE) / cells[0], x2: (n * SIDE) / cells[0], y1: 0, y2: high }),
    n < cells[1] && draw('line', { y1: (n * high) / cells[1], y2: (n * high) / cells[1], x1: 0, x2: SIDE })])
// The part of a line from a to b that lies in the picture, by Liang and Barsky (1984); null: none. Cut here, not by the
// frame: paper and whoever measures the page would find the rest of Liaoning.
const inPicture = ([ax, ay], [bx, by], high) => {
    let [from, to] = [0, 1]
    for (const [step, room] of [[ax - bx, ax], [bx - ax, SIDE - ax], [ay - by, ay], [by - ay, high - ay]]) {
        if (step === 0 && room < 0) return null
        if (step < 0) from = Math.max(from, room / step)
        if (step > 0) to = Math.min(to, room / step)
    }
    return from < to ? [from, to].map((at) => [ax + at * (bx - ax), ay + at * (by - ay)]) : null
}
const outlinesOf = (site, x, y, high) => {
    const lines = (grid ? grid.outlines : []).flatMap((ring) => {
        const points = []
        for (let n = 0; n + 1 < ring.length; n += 2) points.push([x(ring[n] - site.middle[0]), y(ring[n + 1] - site.middle[1])])
        return points.map((one, n) => inPicture(one, points[(n + 1) % points.length], high)).filter(Boolean)
    })
    return lines.length > 0 && draw('path', { d: lines.map((line) => `M${line.map((end) => end.map((one) => one.toFixed(1)).join(' ')).join('L')}`).join('') })
}
const placeOf = (place, x, y) => {
    const [px, py] = [x(place.x), y(place.y)]
    const left = px > 0.7 * SIDE
    const words = [place.number, place.assumed && t().nearAssumed].filter(Boolean).join(' ')
    return draw('g', { 'data-place': place.assumed ? 'assumed' : 'known' },
        draw('path', { d: `M${px} ${py - 8}l7 13h-14Z`, fill: place.assumed ? 'none' : '#000', stroke: '#fff', 'stroke-width': place.assumed ? 4 : 1.5, 'stroke-linejoin': 'round' }),
        place.assumed && draw('path', { d: `M${px} ${py - 8}l7 13h-14Z`, fill: 'none', stroke: '#000', 'stroke-width': 2 }),
        draw('text', { x: px + (left ? -11 : 11), y: py + 5, 'text-anchor': left ? 'end' : 'start', 'font-weight': 600, stroke: '#fff', 'stroke-width': 3, 'paint-order': 'stroke', 'stroke-linejoin': 'round' }, words))
}

// words above it, its label for those who do not see it; colour(q) and tip(q) of a point, value(q) for the CSV; legend below.
export const nearPicture = ({ words, label, site, cells, places, colour, tip, value, legend }) => {
    const high = (SIDE * site.half[1]) / site.half[0]
    const x = (km) => ((km + site.half[0]) / (2 * site.half[0])) * SIDE
    const y = (km) => ((site.half[1] - km) / (2 * site.half[1])) * high
    const size = [SIDE + EDGE.left + EDGE.right, high + EDGE.top + EDGE.bottom]
    const said = make('p.near-tip.small', { 'aria-hidden': 'true' }, t().nearPoint)
    const point = ({ clientX, clientY }) => {
        const box = picture.getBoundingClientRect()
        const i = Math.floor(((((clientX - box.left) / box.width) * size[0] - EDGE.left) / SIDE) * site.nx)
        const j = Math.floor((1 - (((clientY - box.top) / box.height) * size[1] - EDGE.top) / high) * site.ny)
        said.textContent = i >= 0 && j >= 0 && i < site.nx && j < site.ny ? t().nearTip(...kmOf(site, j * site.nx + i), tip(j * site.nx + i)) : t().nearPoint
    }
    const picture = draw('svg', { xmlns: NS, viewBox: `0 0 ${size[0]} ${size[1]}`, role: 'img', 'aria-label': label, 'font-size': 13, fill: '#222' },
        draw('svg', { x: EDGE.left, y: EDGE.top, width: SIDE, height: high, viewBox: `0 0 ${SIDE} ${high}`, overflow: 'hidden' },
            draw('image', { href: imageOf(site, colour), width: SIDE, height: high, preserveAspectRatio: 'none', style: 'image-rendering:pixelated' }),
            draw('g', { stroke: '#444', 'stroke-width': 0.8, 'stroke-dasharray': '4 3' }, bordersOf(site, cells, high)),
            draw('g', { fill: 'none', stroke: '#222', 'stroke-width': 1.6 }, outlinesOf(site, x, y, high)),
            places.map((place) => placeOf(place, x, y))),
        frameOf(site, high, x, y), barOf(site, x))
    picture.addEventListener('pointermove', point)
    const rows = () => [['x_km', 'y_km', words], ...Array.from({ length: site.nx * site.ny }, (_, q) => [...kmOf(site, q), value(q)])]
    return heading(words, make('div.near-box', null, picture, legend, said), rows, '.near')
}

// The middle of a point, km from that of the map.
const kmOf = (site, q) => [number((((q % site.nx) + 0.5) / site.nx) * 2 * site.half[0] - site.half[0], 2), number(((Math.floor(q / site.nx) + 0.5) / site.ny) * 2 * site.half[1] - site.half[1], 2)]
