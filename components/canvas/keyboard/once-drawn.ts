/** Calls `run` once what was just asked for is drawn: after two frames, or when the code that draws it has come. */
export function onceDrawn(run: () => void): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => (document.querySelector("[data-coming]") ? onceDrawn(run) : run()));
  });
}
