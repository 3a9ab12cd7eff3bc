import { mount } from "svelte";
import { open } from "../prefs.svelte";
import Tour from "./Tour.svelte";
import "../styles/tokens.css";
import "../styles/base.css";

const place = document.getElementById("floor");
if (place === null) throw new Error("#floor");
await open();
mount(Tour, { target: place });
