// Passkeys: what the device refuses is said on the page.
(function () {
  "use strict";
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-error]").forEach((note) => { note.hidden = false; });
  });
})();
