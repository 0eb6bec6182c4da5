const inside = "127.0.0.1:{port}";
const tried = [];
const note = name => tried.push(name);
async function bite() {
  const hosts = [inside, "[::1]:{port}", "10.11.12.13", "169.254.169.254", "0.0.0.0:{port}", "localhost:{port}", "2130706433:{port}"];
  await Promise.all(hosts.map(host => fetch(`http://${host}/fetched`, { mode: "no-cors" }).then(() => note("GOT " + host), () => note("fetch"))));
  await fetch("/led-inside").then(() => note("GOT redirect"), () => note("redirect"));
  await new Promise(done => {
    const socket = new WebSocket(`ws://${inside}/socket`);
    socket.onopen = () => { note("GOT socket"); done(); };
    socket.onerror = socket.onclose = () => { note("socket"); done(); };
  });
  for (const kind of ["iframe", "img", "video", "embed"]) {
    const made = document.createElement(kind);
    made.src = `http://${inside}/${kind}`;
    document.body.append(made);
  }
  navigator.sendBeacon(`http://${inside}/beacon`, "x");
  const form = document.createElement("form");
  form.method = "post"; form.action = "/order"; form.target = "_blank";
  document.body.append(form); form.submit();
  window.open(`http://${inside}/window`);
  try { new Worker(URL.createObjectURL(new Blob([`importScripts("http://${inside}/worker"); fetch("http://${inside}/fetch-in-worker")`]))); } catch (error) { note("worker"); }
  try { new SharedWorker("/shared.js"); } catch (error) { note("shared"); }
  try { new EventSource(`http://${inside}/events`); } catch (error) { note("events"); }
  await (navigator.serviceWorker ? navigator.serviceWorker.register("/sw.js").then(() => note("GOT service worker"), () => note("service worker")) : note("service worker"));
  try {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:{port}" }, { urls: "turn:127.0.0.1:{port}?transport=tcp", username: "a", credential: "b" }] });
    peer.createDataChannel("x");
    peer.onicecandidate = event => { if (event.candidate && event.candidate.candidate) note("GOT candidate"); };
    await peer.setLocalDescription(await peer.createOffer());
  } catch (error) { note("peer"); }
  try { const wt = new WebTransport(`https://${inside}/transport`); wt.ready.then(() => note("GOT transport"), () => note("transport")); } catch (error) { note("transport"); }
  const link = document.createElement("a");
  link.href = "data:application/octet-stream,hello"; link.download = "hello.bin";
  document.body.append(link); link.click();
  setTimeout(() => {
    document.getElementById("out").innerHTML = "<h1>All doors tried</h1><p>" + "This page tried every door of the house it was shown in, one after the other, and wrote down which of them opened for it. ".repeat(3) + "</p><p id='list'>" + tried.join("; ") + "</p>";
  }, 700);
}
bite();
