package dev.onepool.testkit.contract;

/** A booked line with one of its numbers changed. */
record LineChange(BookedOrder.Line line) {

  static LineChange of(BookedOrder.Line line) {
    return new LineChange(line);
  }

  LineChange ordered(long units) {
    return with(units, line.cancelled(), line.shipped(), line.returned(), line.restocked(), line.refunded());
  }

  LineChange cancelled(long units) {
    return with(line.ordered(), line.cancelled() + units, line.shipped(), line.returned(), line.restocked(), line.refunded());
  }

  LineChange shipped(long units) {
    return with(line.ordered(), line.cancelled(), line.shipped() + units, line.returned(), line.restocked(), line.refunded());
  }

  LineChange returned(long units) {
    return with(line.ordered(), line.cancelled(), line.shipped(), line.returned() + units, line.restocked(), line.refunded());
  }

  LineChange restocked(long units) {
    return with(line.ordered(), line.cancelled(), line.shipped(), line.returned(), line.restocked() + units, line.refunded());
  }

  LineChange refunded(long units) {
    return with(line.ordered(), line.cancelled(), line.shipped(), line.returned(), line.restocked(), line.refunded() + units);
  }

  private LineChange with(long ordered, long cancelled, long shipped, long returned, long restocked, long refunded) {
    if (cancelled + shipped > ordered || shipped < returned + refunded || restocked > returned || shipped < 0) {
      throw new IllegalArgumentException("the books cannot hold this line: " + line);
    }
    return new LineChange(new BookedOrder.Line(
        line.id(), line.listing(), ordered, cancelled, shipped, returned, restocked, refunded, line.kind()));
  }
}
