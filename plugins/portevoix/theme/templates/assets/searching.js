// A search that comes with the address: room for its results is kept from the first paint, so that nothing moves.
if (new URLSearchParams(location.search).get("q")) document.documentElement.dataset.searching = "";
