// The page on paper: A4 of page.css. All is unfolded, charts are drawn at the width of the paper, a table that is wider is made
// smaller; afterwards the screen has its page back.
import { drawCharts } from './charts.js'

let folded = []

const fit = (frame) => {
    const sheet = frame.querySelector('table')
    const room = frame.parentElement.clientWidth
    if (sheet && sheet.scrollWidth > room) sheet.style.zoom = room / sheet.scrollWidth
}

const before = () => {
    folded = [...document.querySelectorAll('#page details:not([open])')]
    folded.forEach((one) => { one.open = true })
    document.documentElement.classList.add('paper')
    document.querySelectorAll('#page .frame').forEach(fit)
    drawCharts()
}

const after = () => {
    document.documentElement.classList.remove('paper')
    document.querySelectorAll('#page table').forEach((one) => { one.style.zoom = '' })
    folded.forEach((one) => { one.open = false })
    drawCharts()
}

export const printWell = () => {
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
}
