/* Search on pages opened from the disk: browsers refuse workers there, so the theme's search script runs in a hidden
   frame of this page and gets its messages from here. Nothing is asked of any other place. */
(function () {
  "use strict";
  if (location.protocol !== "file:") return;

  function Frame(address) {
    var self = this, port = new EventTarget(), frame = document.createElement("iframe");
    frame.hidden = true;
    frame.title = "search";
    frame.setAttribute("aria-hidden", "true");
    document.body.appendChild(frame);
    var inside = frame.contentWindow;

    function load(source) {
      return new Promise(function (resolve, reject) {
        var script = inside.document.createElement("script");
        script.src = new URL(source, document.baseURI).href;
        script.onload = resolve;
        script.onerror = reject;
        inside.document.body.appendChild(script);
      });
    }

    inside.importScripts = function () {
      return Array.from(arguments).reduce(function (before, source) {
        return before.then(function () { return load(source); });
      }, Promise.resolve());
    };
    inside.postMessage = function (data) {
      var message = new MessageEvent("message", { data: data });
      port.dispatchEvent(message);
      if (typeof self.onmessage === "function") self.onmessage(message);
    };
    var ready = load(address);
    this.addEventListener = port.addEventListener.bind(port);
    this.removeEventListener = port.removeEventListener.bind(port);
    this.postMessage = function (data) {
      ready.then(function () { inside.dispatchEvent(new MessageEvent("message", { data: data })); });
    };
    this.terminate = function () { frame.remove(); };
  }

  window.Worker = window.IFrameWorker = Frame;
})();
