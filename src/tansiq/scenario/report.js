"use strict";
for (const button of document.querySelectorAll("button[data-set]")) {
  button.addEventListener("click", () => {
    const lang = button.dataset.set;
    const root = document.documentElement;
    root.dataset.lang = lang;
    root.lang = lang;
    root.dir = lang === "ar" ? "rtl" : "ltr";
    for (const other of document.querySelectorAll("button[data-set]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
  });
}
const asked = location.hash.match(/^#lang=(en|ar|ru|tr)$/);
if (asked) document.querySelector(`button[data-set="${asked[1]}"]`).click();
