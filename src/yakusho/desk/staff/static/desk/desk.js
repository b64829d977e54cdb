// Says in words when a passkey or hardware key could not be used; without scripts there are no keys to fail.
document.addEventListener("allauth.error", (event) => {
  const place = document.querySelector("[data-key-problem]")
  if (place) {
    event.preventDefault()
    place.hidden = false
  }
})
