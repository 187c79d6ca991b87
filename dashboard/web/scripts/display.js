// How this reader wants the board shown (dashboard/web/display.py): it runs before Streamlit's scripts, so that nothing is
// drawn in another look first.

{
  const A_YEAR = 31536000
  const kept = (name) => document.cookie.match(`(?:^|; )${name}=([\\w.]+)`)?.[1]
  const root = document.documentElement
  // Streamlit keeps a chosen theme under the address of the page that it was chosen on; here it is one for all pages.
  const theme = `stActiveTheme-${location.pathname}-v2`

  const show = () => {
    const size = kept("letter_size")
    const colours = kept("colours") ?? "System"
    root.style.fontSize = size ? `${size * 100}%` : ""
    root.dataset.colours = colours
    if (colours === "System") localStorage.removeItem(theme)
    else localStorage.setItem(theme, JSON.stringify(colours === "Dark" ? "Dark" : "Light"))
  }

  show()
  document.cookie = `is_phone=${matchMedia("(max-width: 640px)").matches}; path=/; samesite=lax`
  addEventListener("display", ({ detail }) => {
    const before = root.dataset.colours
    for (const [name, value] of Object.entries(detail))
      document.cookie = `${name}=${value}; path=/; max-age=${A_YEAR}; samesite=lax`
    show()
    // A theme is taken up when the front end starts.
    if (root.dataset.colours !== before) location.reload()
  })
}
