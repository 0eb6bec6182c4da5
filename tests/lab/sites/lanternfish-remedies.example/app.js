const root = document.getElementById("root");
const menu = `<nav><a href="/">Home</a> <a href="/product/isotretinoin-20">Isotretinoin 20 mg</a> <a href="/basket">Basket</a></nav>`;
fetch("/stock.json").then(answer => answer.json()).then(stock => {
  const page = stock.pages[location.pathname] || stock.pages["/"];
  document.title = page.title;
  root.innerHTML = menu + "<main>" + page.html + "</main>";
});
fetch("/basket/add?item=1", { method: "POST", body: "one" }).catch(() => {});
fetch("/private/notes.json").catch(() => {});
new Image().src = "/seen.gif";
