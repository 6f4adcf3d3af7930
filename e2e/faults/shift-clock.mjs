// Preloaded into a worker whose clock is wrong: FAULT_CLOCK_MS later than it is.
const offset = Number(process.env.FAULT_CLOCK_MS ?? 0);
const RealDate = globalThis.Date;
globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + offset);
    else super(...args);
  }
  static now() {
    return RealDate.now() + offset;
  }
};
