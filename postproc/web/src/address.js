// What a link keeps of the page, behind its "#": a section, the package, the language ("#map&package=rail&lang=zh"). What is
// not known is passed over.
const parts = () => new URLSearchParams(window.location.hash.slice(1))

export const asked = (key, known) => {
    const value = parts().get(key)
    return known.includes(value) ? value : null
}
export const askedSection = () => [...parts()].filter(([key, value]) => value === '' && document.getElementById(key)).map(([key]) => key)[0] || null

// Changes the address in place: no step back is added, nothing scrolls.
export const keep = (section, values) => {
    const text = [section, ...Object.entries(values).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)].filter(Boolean).join('&')
    if (window.location.hash.slice(1) !== text) window.history.replaceState(null, '', `#${text}`)
}
