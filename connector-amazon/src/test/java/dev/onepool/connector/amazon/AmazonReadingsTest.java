package dev.onepool.connector.amazon;

import dev.onepool.testkit.contract.ReadingsContract;
import dev.onepool.testkit.contract.Subject;

class AmazonReadingsTest extends ReadingsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new AmazonProvider(), AmazonRemote::new);
  }
}
