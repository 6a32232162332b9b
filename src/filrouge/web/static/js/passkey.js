/* allauth's scripts announce every failure; say it in words where the eye is instead of in the console. */
(() => {
  "use strict";
  document.addEventListener("allauth.error", (event) => {
    const problem = document.getElementById("passkey-problem");
    if (!problem) return;
    event.preventDefault();
    problem.hidden = false;
    problem.focus();
  });
})();
