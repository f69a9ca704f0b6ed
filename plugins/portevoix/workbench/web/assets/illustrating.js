// A picture dropped or pasted anywhere on the page; the point that every crop keeps.
(() => {
  const drop = document.querySelector("[data-drop]"), input = drop.querySelector("input[type=file]");
  drop.querySelector("[data-drop-hint]").hidden = false;
  // Said here: of a file that is too heavy a browser shows no answer, its sending was cut.
  const refused = drop.querySelector("[data-refused]");
  const fits = (file) => {
    refused.textContent = !file.type.startsWith("image/") ? drop.dataset.notPicture : file.size > +drop.dataset.most ? drop.dataset.heavy : "";
    return !refused.textContent;
  };
  const take = (files) => {
    const one = [...files].find((file) => file.type.startsWith("image/")) ?? files[0];
    if (!one || !fits(one)) return false;
    const given = new DataTransfer();
    given.items.add(one);
    input.files = given.files;
    drop.requestSubmit();
    return true;
  };
  addEventListener("dragover", (event) => { event.preventDefault(); drop.dataset.over = ""; });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) delete drop.dataset.over; });
  addEventListener("drop", (event) => { event.preventDefault(); delete drop.dataset.over; take(event.dataTransfer.files); });
  addEventListener("paste", (event) => { if (take(event.clipboardData.files)) event.preventDefault(); });
  input.addEventListener("change", () => { if (!input.files.length) return;
    if (fits(input.files[0])) drop.requestSubmit();
    else input.value = "";
  });

  const frame = document.querySelector("[data-focus]");
  if (!frame) return;
  const point = frame.querySelector("[data-point]"), image = frame.querySelector("img");
  const x = document.querySelector("#focus_x"), y = document.querySelector("#focus_y");
  let timer = 0;
  frame.dataset.script = "";
  point.hidden = false;
  const place = () => { point.style.left = `${x.value}%`; point.style.top = `${y.value}%`; };
  const draw = () => {
    place();
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const card of document.querySelectorAll("[data-card]")) {
        card.src = `${card.dataset.address}?format=${card.dataset.card}&focus=${x.value},${y.value}`;
      }
    }, 150);
  };
  frame.addEventListener("click", (event) => {
    const box = image.getBoundingClientRect();
    x.value = Math.round(((event.clientX - box.left) / box.width) * 100);
    y.value = Math.round(((event.clientY - box.top) / box.height) * 100);
    draw();
  });
  for (const range of [x, y]) range.addEventListener("input", draw);
  place();
})();
