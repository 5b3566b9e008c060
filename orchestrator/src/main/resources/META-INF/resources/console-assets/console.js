// The console's own script: times in the reader's zone, regions that move by themselves, ended sessions.
"use strict";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0;
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "499", swap: false },
  { code: "...", swap: true },
];

const SESSION_ENDED = 499;

/** Milliseconds until a socket that was closed is opened again; twice as long after every try that fails. */
const RECONNECT = 3000;
const LONGEST_WAIT = 60000;

const near = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** Times are sent in UTC, which stays where a pointer rests on them. */
function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) {
      time.textContent = near.format(at);
    }
  }
}

function sessionEnded() {
  const dialog = document.getElementById("ended");
  if (dialog && !dialog.open) {
    dialog.showModal();
  }
}

/** Makes one tree of elements like another without touching what is alike: focus and what is typed or unfolded stay. */
function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName || (from.id || "") !== (to.id || "")) {
    from.replaceWith(to.cloneNode(true));
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue !== to.nodeValue) {
      from.nodeValue = to.nodeValue;
    }
    return;
  }
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && name !== "open") {
      from.removeAttribute(name);
    }
  }
  morphChildren(from, to);
}

function morphChildren(from, to) {
  let current = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const known = wanted.id ? [...from.childNodes].find((child) => child.id === wanted.id) : null;
    if (known && known !== current) {
      from.insertBefore(known, current);
      current = known;
    }
    if (!current) {
      from.append(wanted.cloneNode(true));
      continue;
    }
    const next = current.nextSibling;
    if (wanted.id && !known) {
      from.insertBefore(wanted.cloneNode(true), current);
      continue;
    }
    morph(current, wanted);
    current = next;
  }
  while (current) {
    const next = current.nextSibling;
    current.remove();
    current = next;
  }
}

/** Reads a live region again; a hidden page rests, and one whose session has ended stops. */
async function refresh(region) {
  const answer = await fetch(region.dataset.live, { headers: { "HX-Request": "true" } });
  if (answer.status === SESSION_ENDED) {
    sessionEnded();
    return false;
  }
  if (!answer.ok) {
    return true;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(region.id);
  if (fresh) {
    localTimes(fresh);
    morph(region, fresh);
    htmx.process(region);
  }
  return Boolean(region.dataset.every);
}

function follow(region) {
  const later = () => setTimeout(next, Number(region.dataset.every));
  const next = async () => {
    let goesOn = true;
    if (!document.hidden) {
      goesOn = await refresh(region).catch(() => true);
    }
    if (goesOn) {
      later();
    }
  };
  later();
}

/** A socket tells of changes; while there is none, the region is read again all the same, only less often. */
function listen(region) {
  const address = new URL(region.dataset.socket, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const pause = Number(region.dataset.pause || 0);
  let reading = false;
  let again = false;
  let ended = false;
  let wait = RECONNECT;
  const read = async () => {
    again = reading;
    if (reading || ended || document.hidden) {
      return;
    }
    reading = true;
    ended = !(await refresh(region).catch(() => true));
    await new Promise((done) => setTimeout(done, pause));
    reading = false;
    if (again) {
      read();
    }
  };
  const connect = () => {
    if (ended || !region.dataset.socket) {
      return;
    }
    const socket = new WebSocket(address);
    socket.addEventListener("message", read);
    socket.addEventListener("open", () => {
      wait = RECONNECT;
      read();
    });
    socket.addEventListener("close", () => {
      setTimeout(connect, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
    });
  };
  connect();
  document.addEventListener("visibilitychange", read);
}

/** Ids are shown shortened, and copied whole. */
function copied(event) {
  const selection = document.getSelection();
  const at = selection.anchorNode && (selection.anchorNode.closest ? selection.anchorNode : selection.anchorNode.parentElement);
  const whole = at && at.closest("[data-id]");
  if (whole && whole.contains(selection.focusNode)) {
    event.clipboardData.setData("text/plain", whole.dataset.id);
    event.preventDefault();
  }
}

/** Empty fields of a search are left out of its address. */
function searched(event) {
  for (const field of event.target.querySelectorAll("input, select")) {
    field.disabled = field.value === "";
  }
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-socket]").forEach(listen);
  document.querySelectorAll("form.filter").forEach((form) => form.addEventListener("submit", searched));
  localTimes(document);
  document.querySelectorAll("[data-live][data-every]").forEach(follow);
  document.querySelectorAll("[data-close]").forEach((button) =>
    button.addEventListener("click", () => button.closest("dialog").close()));
});

document.addEventListener("copy", copied);
document.addEventListener("htmx:afterSwap", (event) => localTimes(event.detail.target));
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === SESSION_ENDED) {
    sessionEnded();
  }
});

/** A key is a button's where nothing is being typed; of a field, it goes there. */
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[a-z]$/.test(event.key)) {
    return;
  }
  const wanted = document.querySelector(`[data-key="${event.key}"]`);
  if (wanted) {
    event.preventDefault();
    wanted.focus();
    if (wanted.tagName === "BUTTON") {
      wanted.click();
    }
  }
});
