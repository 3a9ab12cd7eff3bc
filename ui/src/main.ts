import { mount } from "svelte";
import App from "./App.svelte";
import { open } from "./prefs.svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/print.css";

const place = document.getElementById("floor");
if (place === null) throw new Error("#floor");
await open();
if (location.hash.startsWith("#enter=")) await (await import("./enter")).enter();
mount(App, { target: place });
