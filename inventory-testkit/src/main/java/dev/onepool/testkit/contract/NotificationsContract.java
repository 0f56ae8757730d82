package dev.onepool.testkit.contract;

/** Notifications, and queues of them. */
public abstract class NotificationsContract extends ConnectorContract {

  /** For the author's test class. */
  protected NotificationsContract() {}
}
