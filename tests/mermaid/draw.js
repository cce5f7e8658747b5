// Draws DIAGRAMS (an array of texts) with the real Mermaid in a real browser, as a site does: the picture is put into the
// page as HTML. What is seen of it is left as JSON in the page: for each diagram its texts, where they stick out of the
// picture, and every kind of element, event, address there is; what a text of it has run is in `ran`.
/* global mermaid, DIAGRAMS, OPTIONS */
const ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => ran.push(name);
window.addEventListener("securitypolicyviolation", () => ran.push("loaded"));

function sticksOut(one, frame) {
  const box = one.getBoundingClientRect();
  const out = Math.max(frame.left - box.left, frame.top - box.top, box.right - frame.right, box.bottom - frame.bottom);
  return box.width === 0 ? -1 : Math.max(0, Math.round(out));
}

async function seen(text, number) {
  const place = document.getElementById("picture");
  try {
    const { svg } = await mermaid.render(`d${number}`, text);
    place.innerHTML = svg;
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
  const picture = place.querySelector("svg");
  const frame = picture.getBoundingClientRect();
  const shown = [...picture.querySelectorAll("text, foreignObject")].filter((one) => one.textContent.trim());
  const all = [...picture.querySelectorAll("*")];
  const attributes = all.flatMap((one) => [...one.attributes]).filter(({ name }) => /^on|href$|^src/i.test(name));
  return {
    texts: shown.map((one) => one.textContent),
    out: shown.map((one) => sticksOut(one, frame)),
    sizes: shown.map((one) => Math.round(parseFloat(getComputedStyle(one).fontSize))),
    width: Math.round(frame.width),
    height: Math.round(frame.height),
    elements: [...new Set(all.map((one) => one.tagName.toLowerCase()))].sort(),
    live: attributes.map(({ name, value }) => `${name}=${value}`),
  };
}

(async () => {
  mermaid.initialize({ startOnLoad: false, ...OPTIONS });
  const found = [];
  for (const [number, text] of DIAGRAMS.entries()) found.push(await seen(text, number));
  document.getElementById("picture").remove();
  document.getElementById("found").textContent = encodeURIComponent(JSON.stringify({ found, ran }));
  document.title = "done";
})();
