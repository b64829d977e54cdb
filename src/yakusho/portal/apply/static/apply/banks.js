// Offers banks and branches while somebody types. Without this script, they are found when the page is sent.
const PAUSE_MS = 200;
const form = document.getElementById("form");
let waiting = 0;

const beside = (input, part) => form.elements[input.name.replace(/[a-z_]+$/, part)];
const offer = async (input) => {
  const part = input.dataset.finds;
  const texts = Object.fromEntries(["bank_name", "branch_name", "bank_code"].map((each) => [each, beside(input, each)?.value || ""]));
  const answer = await fetch(new URL("../banks/find/", form.action), {
    method: "POST",
    body: new URLSearchParams({ ...texts, part, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value }),
  });
  if (!answer.ok) return;
  const { found } = await answer.json();
  const list = document.getElementById(`${input.id}-list`) || document.createElement("datalist");
  list.id = `${input.id}-list`;
  list.replaceChildren(...found.map(({ name, about }) => new Option(about, name)));
  input.after(list);
  input.setAttribute("list", list.id);
};

form.addEventListener("input", ({ target }) => {
  if (!target.dataset.finds) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => offer(target).catch(() => {}), PAUSE_MS);
});
