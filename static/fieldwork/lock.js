// On pages of nobody (signed out, or not yet signed in): what was written on this device is locked until its author is back.
(function () {
  "use strict";
  if (!window.indexedDB) return;
  const asked = indexedDB.open("portage-fieldwork", 1);
  asked.onupgradeneeded = () => asked.transaction.abort(); // nothing was ever kept here, and nothing is made now
  asked.onerror = (event) => event.preventDefault();
  asked.onsuccess = () => {
    const database = asked.result;
    const change = database.transaction("keep", "readwrite");
    change.objectStore("keep").clear();
    change.oncomplete = () => database.close();
  };
})();
