import { rowsOf, saves } from './save.js'

// make('td.number', {title: 'x'}, child, ...): small, so that no framework is needed. Text is always text, never HTML.
export const make = (what, attributes, ...children) => {
    const [tag, ...classes] = what.split('.')
    const element = document.createElement(tag || 'div')
    if (classes.length) element.className = classes.join(' ')
    for (const [key, value] of Object.entries(attributes || {})) {
        if (value === undefined || value === null || value === false) continue
        if (key.startsWith('on')) element.addEventListener(key.slice(2), value)
        else element.setAttribute(key, value === true ? '' : String(value))
    }
    for (const child of children.flat(Infinity))
        if (child !== null && child !== undefined && child !== false) element.append(child)
    return element
}

// A labelled choice; calls pick(value).
export const choice = (label, options, value, pick) => {
    const select = make('select', { onchange: () => pick(select.value) })
    for (const option of options) {
        const group = option.options
        if (group)
            select.append(make('optgroup', { label: option.label },
                group.map((one) => make('option', { value: one.value, selected: one.value === value }, one.label))))
        else select.append(make('option', { value: option.value, selected: option.value === value }, option.label))
    }
    return make('label.choice', null, make('span', null, label), select)
}

// A heading of a column.
export const column = (text, kind = '', more = {}) => make(`th${kind}`, { scope: 'col', ...more }, text)

// A table that scrolls inside its own frame; rows are arrays of cells (elements or text). The first column is a heading.
export const table = (caption, heads, rows, kind = '') => {
    const sheet = make(`table${kind}`, null, make('caption', null, caption),
        make('thead', null, heads.map((row) => make('tr', null, row))), make('tbody', null, rows))
    return make('div.sheet', null, make('div.frame', { tabindex: 0, role: 'region', 'aria-label': caption }, sheet),
        saves(caption, () => rowsOf(sheet), () => sheet))
}
