// A session that has ended (dashboard/access/door.py) closes the socket with a word of its own: the page is asked for anew,
// and the door leads to where one signs in. A tab that is on its way elsewhere, such as to sign out, goes on there.

const ENDED = 4401

let isLeaving = false
addEventListener("beforeunload", () => (isLeaving = true))

const Plain = window.WebSocket

window.WebSocket = class extends Plain {
  constructor(...given) {
    super(...given)
    this.addEventListener("close", ({ code }) => code === ENDED && !isLeaving && location.reload())
  }
}
