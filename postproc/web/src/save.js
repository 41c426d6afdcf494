// Every table and picture as a file: numbers as CSV, what is seen as PNG. All is made in the page; nothing is fetched.
import { make } from './dom.js'
import { t } from './state.js'

const load = (name, href) => make('a', { href, download: name }).click()

// Its place in its section names the file.
const nameOf = (button, ending) => {
    const section = button.closest('section')
    const number = [...section.querySelectorAll('.saves')].indexOf(button.parentElement) + 1
    return `lantian-${section.id}-${number}.${ending}`
}

const cell = (value) => {
    const text = value === null || value === undefined ? '' : String(value).replace(/\u202f/g, '').trim()
    return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}
// The mark at the front lets spreadsheets see that it is UTF-8.
const csvHref = (rows) => `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${rows.map((row) => row.map(cell).join(',')).join('\n')}`)}`

// A link that saves rows as a CSV file, made when it is asked for.
export const save = (label, file, rows) => make('a.button', {
    href: '#', download: file, onclick: (event) => { event.currentTarget.href = csvHref(rows()) },
}, label)

// Cells of a table in their places: one that spans columns or rows stands in the first of them, its words in each column.
export const rowsOf = (sheet) => {
    const out = [...sheet.rows].map(() => [])
    ;[...sheet.rows].forEach((row, r) => [...row.cells].forEach((one) => {
        let c = 0
        while (out[r][c] !== undefined) c++
        for (let y = 0; y < one.rowSpan && r + y < out.length; y++)
            for (let x = 0; x < one.colSpan; x++) out[r + y][c + x] = y === 0 && (x === 0 || one.tagName === 'TH') ? one.textContent : ''
    }))
    return out.map((row) => [...row].map((text) => text || ''))
}

const SCALE = 2 // pixels of the picture for one of the page: sharp on paper
const EDGE = 8

// The element alone in a frame with the page's style, and the size that it takes there.
const framed = (element) => {
    const copy = element.cloneNode(true)
    copy.querySelectorAll('.saves').forEach((one) => one.remove())
    const frame = make('div.file', { id: element.closest('section').id }, make('style', null, document.querySelector('head style').textContent), copy)
    const width = Math.ceil(Math.max(element.scrollWidth, element.getBoundingClientRect().width)) + 2 * EDGE
    Object.assign(frame.style, { width: `${width}px`, padding: `${EDGE}px`, position: 'absolute', left: '-99999px' })
    document.body.append(frame)
    const height = frame.offsetHeight
    frame.remove()
    Object.assign(frame.style, { position: '', left: '' })
    return { frame, width, height }
}

// As an SVG picture, then as pixels.
const pngOf = (element) => new Promise((done, failed) => {
    const { frame, width, height } = framed(element)
    const body = new XMLSerializer().serializeToString(frame)
    const picture = new Image()
    picture.onload = () => {
        const canvas = make('canvas', { width: SCALE * width, height: SCALE * height })
        canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
        done(canvas.toDataURL('image/png'))
    }
    picture.onerror = failed
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${SCALE * width}" height="${SCALE * height}" viewBox="0 0 ${width} ${height}"><foreignObject width="${width}" height="${height}">${body}</foreignObject></svg>`)}`
})

// A browser that makes no picture of a page's part (Safari) leaves the CSV and the printer.
const savePng = async (button, element) => {
    const name = nameOf(button, 'png')
    try {
        load(name, await pngOf(element))
    } catch (error) {
        button.replaceWith(make('span', { role: 'status' }, t().noPng))
    }
}

// Two buttons for what `label` names: rows() of the CSV, element() of the picture.
export const saves = (label, rows, element) => {
    const button = (kind, act) => make('button', { type: 'button', 'aria-label': `${kind}${t().colon}${label}`, onclick: (event) => act(event.currentTarget) }, kind)
    return make('span.saves', null, button('CSV', (one) => load(nameOf(one, 'csv'), csvHref(rows()))), button('PNG', (one) => savePng(one, element())))
}
