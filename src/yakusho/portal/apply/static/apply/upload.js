// Sends chosen files in parts and goes on after a lost line. The form works without this script.
// Until the page is sent, this tab remembers names and sealed tickets, no content.
const WAIT_SECONDS_MAX = 30;
const REQUEST_SECONDS_MAX = 90;
const underWay = new Set();
let turn = Promise.resolve();
let pressed = null; // form and button that wait for the files

const find = (task, selector) => document.querySelector(`#f-${task.item}-field ${selector}`);
const inRow = (task, selector) => task.row.querySelector(selector);
const memory = (form) => JSON.parse(sessionStorage[form.action] || "{}");
const remember = ({ form, id }, ticket) => {
  sessionStorage[form.action] = JSON.stringify({ ...memory(form), [id]: ticket });
};
const pause = (seconds) => new Promise((done) => {
  setTimeout(done, seconds * 1000);
  addEventListener("online", done, { once: true });
});

const ask = async (task, path, body, method = "POST") => {
  const { form, ticket = "", offset } = task;
  const stop = new AbortController();
  task.stop = () => stop.abort();
  setTimeout(task.stop, REQUEST_SECONDS_MAX * 1000);
  const csrf = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(new URL(`${form.dataset.uploads || "../uploads/"}${path}/`, form.action), {
    method, body, signal: stop.signal,
    headers: { "X-CSRFToken": csrf, "Upload-Ticket": ticket, "Upload-Offset": offset },
  });
  const { status, headers } = answer;
  if (status >= 500 && status !== 503) throw new Error("server");
  const found = headers.get("Content-Type") === "application/json" ? await answer.json() : {};
  return { gone: status === 410, wait: headers.get("Retry-After"), ...found };
};
const next = (task) => {
  const { form, item, file, offset, before = "" } = task;
  if (task.lost) return ask(task, "part", undefined, "GET");
  if (task.ticket) return ask(task, "part", file.slice(offset, offset + task.bytes));
  const token = form.elements.token.value;
  return ask(task, "begin", new URLSearchParams({ token, item, name: file.name, size: file.size, before }));
};

// Says how far a file is, in the page's words or an answer's; now and then, or when told, `aloud` too.
const show = (task, words, aloud) => {
  const percent = Math.floor((100 * task.offset) / task.file.size) || 0;
  const text = (find(task, "template").dataset[words] || words).replace("%s", percent);
  if (!task.row.isConnected) find(task, "ul").append(task.row);
  find(task, "ul").hidden = false;
  inRow(task, "progress").value = percent;
  inRow(task, ".muted").textContent = text;
  if (!aloud && percent < (task.said || 0) + 20) return;
  task.said = percent;
  find(task, "[role=status]").textContent = `${task.file.name} ${text}`;
};
// Its id says all that is known of a file after a reload.
const makeTask = (form, id) => {
  const [item, size, , name] = id.split("/");
  const task = { form, id, item, file: { name, size }, offset: 0, before: memory(form)[id] };
  if (!find(task, "ul")) return null;
  task.row = find(task, "template").content.firstElementChild.cloneNode(true);
  inRow(task, ".upload-name > span").textContent = name;
  inRow(task, "button span").textContent = ` ${name}`;
  inRow(task, "progress").setAttribute("aria-label", name);
  inRow(task, "button").addEventListener("click", () => {
    task.cancelled = true;
    task.stop?.();
    if (task.ticket) ask(task, "cancel").catch(() => {});
    remember(task);
    task.row.remove();
    find(task, "ul").hidden = !find(task, "li");
    find(task, "input[type=file]").focus();
  });
  return task;
};

// Takes an answer in; true when it was the last one.
const take = (task, { gone, offset, ticket = task.ticket, row, problem }) => {
  Object.assign(task, { lost: false, offset: offset || 0, ticket: gone ? "" : ticket });
  if (gone) task.before = "";
  else remember(task, offset === undefined ? undefined : ticket);
  if (row) {
    show(task, "done", true);
    if (!find(task, "input[type=file]").multiple) find(task, "ul").replaceChildren(task.row);
    task.row.outerHTML = row;
  } else if (offset === undefined && !gone) {
    pressed = null;
    task.row.className = "upload-wrong";
    show(task, problem || "failed", true);
  } else {
    show(task, "sending");
    return false;
  }
  return true;
};
const send = async (task) => {
  for (let wait = 1, done = false; !done && !task.cancelled; ) {
    try {
      const answer = await next(task);
      if (task.cancelled) break;
      if (!answer.wait) done = take(task, answer);
      else {
        show(task, answer.problem, true);
        await pause(answer.wait);
      }
      wait = 1;
    } catch {
      if (task.cancelled) break;
      task.lost = Boolean(task.ticket);
      show(task, "lost", wait === 1);
      await pause(wait);
      wait = Math.min(2 * wait, WAIT_SECONDS_MAX);
    }
  }
};

document.addEventListener("change", ({ target }) => {
  const { form, name, files, dataset } = target;
  if (!dataset.upload) return;
  for (const file of files) {
    const task = makeTask(form, [name, file.size, file.lastModified, file.name].join("/"));
    Object.assign(task, { file, bytes: Number(dataset.upload) });
    find(task, `[data-again="${CSS.escape(task.id)}"]`)?.remove();
    show(task, "waiting");
    underWay.add(task);
    turn = turn.then(() => send(task)).finally(() => {
      underWay.delete(task);
      if (!underWay.size && pressed) pressed[0].requestSubmit(pressed[1]);
    });
  }
  target.value = "";
});

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (!underWay.size) return sessionStorage.removeItem(event.target.action);
  event.preventDefault();
  pressed = [event.target, event.submitter];
  for (const task of underWay) show(task, "next", true);
});

// After a reload, whole files are attached again; others wait for being chosen again.
for (const form of document.forms) {
  for (const id of Object.keys(memory(form))) {
    const task = makeTask(form, id);
    if (task) turn = turn.then(() => next(task)).then((answer) => {
      if (take(task, answer)) return;
      task.row.dataset.again = id;
      show(task, "again", true);
    }, () => {});
  }
}
